//! The rows of a table, whatever its form: found by its first bytes, looked through once for what its dates show, then given one by one.

use std::io::{Cursor, Read};

use super::Open;
use super::moment::without_midnight;
use super::objects;
use super::origin::Form;
use super::row::{Cells, Ran, Table, Take};
use super::workbook::{Workbook, is_workbook};
use crate::diag::Failure;
use crate::import::stamp::{self, Order};

/// The columns of UCDP GED in their order, for tables that have lost the row of names.
const UCDP: &[&str] = &[
    "id",
    "relid",
    "year",
    "active_year",
    "code_status",
    "type_of_violence",
    "conflict_dset_id",
    "conflict_new_id",
    "conflict_name",
    "dyad_dset_id",
    "dyad_new_id",
    "dyad_name",
    "side_a_dset_id",
    "side_a_new_id",
    "side_a",
    "side_b_dset_id",
    "side_b_new_id",
    "side_b",
    "number_of_sources",
    "source_article",
    "source_office",
    "source_date",
    "source_headline",
    "source_original",
    "where_prec",
    "where_coordinates",
    "where_description",
    "adm_1",
    "adm_2",
    "latitude",
    "longitude",
    "geom_wkt",
    "priogrid_gid",
    "country",
    "country_id",
    "region",
    "event_clarity",
    "date_prec",
    "date_start",
    "date_end",
    "deaths_a",
    "deaths_b",
    "deaths_civilians",
    "deaths_unknown",
    "best",
    "high",
    "low",
    "gwnoa",
    "gwnob",
];

/// The form of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum TableForm {
    /// Comma-separated values, or with another separator.
    Csv,
    /// Objects of JSON.
    Json,
    /// A spreadsheet.
    Workbook,
}

/// A table that can be read.
pub(super) struct Rows<'a> {
    open: &'a Open<'a>,
    shape: TableForm,
    names: Vec<String>,
    /// The names that the table lacks and that are known by their places.
    given: Option<&'static [&'static str]>,
    sheet: Option<Workbook>,
}

/// A row of objects: a field that it lacks is an empty cell of a column that the table has.
struct OfTable<'a> {
    row: &'a dyn Cells,
    names: &'a [String],
}

impl Cells for OfTable<'_> {
    fn cell(&self, name: &str) -> &str {
        self.row.cell(name)
    }

    fn has(&self, name: &str) -> bool {
        self.row.has(name) || self.names.iter().any(|known| known == name)
    }

    fn is_empty(&self) -> bool {
        self.row.is_empty()
    }

    fn surplus(&self) -> isize {
        self.row.surplus()
    }
}

/// What the dates of a table show.
#[derive(Debug, Default)]
pub(super) struct Survey {
    /// The order of day and month, where one date can be read in one way only.
    pub order: Option<Order>,
    /// Whether some have a time of day.
    pub timed: bool,
}

impl<'a> Rows<'a> {
    /// Finds the form and the names of the columns; why it cannot be read.
    pub fn of(open: &'a Open<'a>, form: Form) -> Result<Self, String> {
        let mut reader = open().map_err(|error| error.to_string())?;
        let mut head = Vec::new();
        reader.by_ref().take(4096).read_to_end(&mut head).map_err(|error| error.to_string())?;
        let text = String::from_utf8_lossy(&head);
        let shape = match text.trim_start_matches('\u{feff}').trim_start().chars().next() {
            _ if is_workbook(&head) => TableForm::Workbook,
            Some('{' | '[') => TableForm::Json,
            _ => TableForm::Csv,
        };
        let whole: Box<dyn Read> = Box::new(Cursor::new(head.clone()).chain(reader));
        let mut sheet = None;
        let names = match shape {
            TableForm::Workbook => {
                let read = Workbook::read(whole)?;
                let names = read.names.clone();
                sheet = Some(read);
                names
            }
            TableForm::Json => objects::columns(whole),
            TableForm::Csv => Table::of(whole, None).names().to_vec(),
        };
        let is_headless = form == Form::Ucdp
            && shape == TableForm::Csv
            && names.len() == UCDP.len()
            && !names.iter().any(|name| name == "date_start");
        let given = is_headless.then_some(UCDP);
        let names = given.map_or(names, |given| given.iter().map(|name| (*name).to_owned()).collect());
        Ok(Self { open, shape, names, given, sheet })
    }

    /// The names of the columns, in small letters.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// Other sheets of a spreadsheet, which are not read.
    pub fn other_sheets(&self) -> &[String] {
        self.sheet.as_ref().map(|sheet| sheet.others.as_slice()).unwrap_or_default()
    }

    /// The data set that the columns are those of.
    pub fn known(&self) -> Option<Form> {
        let has = |wanted: &[&str]| wanted.iter().all(|name| self.names.iter().any(|known| known == name));
        if has(&["side_a", "side_b", "date_start"]) {
            Some(Form::Ucdp)
        } else {
            has(&["event_date", "event_type", "actor1"]).then_some(Form::Acled)
        }
    }

    /// A column that tables of a data set have and this one lacks.
    pub fn lacks(&self, form: Form) -> Option<&'static str> {
        let needed: &[&str] = match form {
            Form::Ucdp => &["id", "date_start"],
            Form::Acled => &["event_date"],
            Form::Mapped => &[],
        };
        needed.iter().copied().find(|name| !self.names.iter().any(|known| known == name))
    }

    /// Gives every row with its number.
    pub fn each(&self, take: &mut Take) -> Ran {
        if let Some(sheet) = &self.sheet {
            return sheet.each(take);
        }
        let reader = (self.open)().map_err(|error| Failure::new("read", "the table", error))?;
        match self.shape {
            TableForm::Json => objects::each_row(reader, &mut |number, row| {
                take(number, &OfTable { row, names: &self.names })
            }),
            TableForm::Csv | TableForm::Workbook => Table::of(reader, self.given).each(take),
        }
    }

    /// Looks the dates through.
    ///
    /// # Errors
    /// Fails when the table cannot be opened again.
    pub fn survey(&self, columns: &[String]) -> Result<Survey, Failure> {
        let mut orders = Vec::new();
        let mut survey = Survey::default();
        let _ = self.each(&mut |_, row| {
            for column in columns {
                let cell = row.cell(column);
                survey.timed |= cell.contains(':') && without_midnight(cell).contains(':');
                if let Some(order) =
                    stamp::settled_order(std::iter::once(cell)).filter(|order| !orders.contains(order))
                {
                    orders.push(order);
                }
            }
            Ok(())
        })?;
        if let [one] = orders.as_slice() {
            survey.order = Some(*one);
        }
        Ok(survey)
    }
}
