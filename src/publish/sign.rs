//! The signature of the list of all files: whoever has a copy of the site, from wherever, can see that it is whole and the publisher's.
//!
//! A key is no input of a build: what is signed is what was built. With sigstore a signature would need an account of somebody's and a network.

#![expect(clippy::disallowed_methods, reason = "the key is read where it lies")]

use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};

use base64::prelude::{BASE64_STANDARD, Engine};
use minisign::{PublicKey, SecretKey, SecretKeyBox, SignatureBox};

use crate::diag::Failure;
use crate::route::MANIFEST;

/// Where the signature goes: beside the list that it is of, as minisign looks for it.
pub const FILE: &str = "data/manifest.json.minisig";
/// What stands in it and is signed too. No time: the same list has the same signature.
const COMMENT: &str = "file:manifest.json";

/// What stands in a key for the way to open it, if there is none.
const WITHOUT_PASSWORD: [u8; 2] = [0, 0];
/// How many bytes a secret key has.
const LENGTH: usize = 158;

/// A key that signs.
pub struct SigningKey {
    secret: SecretKey,
    public: PublicKey,
    path: PathBuf,
}

impl SigningKey {
    /// Reads a secret key of minisign, which must be that of the public one that the site names.
    ///
    /// # Errors
    /// Fails when it cannot be read or opened, or is another one.
    pub fn open(path: &Path, password: Option<String>, named: Option<&str>) -> Result<Self, Failure> {
        let failure = |why: &dyn std::fmt::Display| Failure::new("sign with", path, why);
        let text = fs::read_to_string(path).map_err(|error| failure(&error))?;
        let none = || failure(&"it is no secret key of minisign").hint("`minisign -G` makes a pair of keys");
        let line = text.lines().nth(1).ok_or_else(none)?;
        let bytes = BASE64_STANDARD.decode(line.trim()).map_err(|_| none())?;
        let secret = if bytes.get(2..4) == Some(&WITHOUT_PASSWORD) {
            // Debian's minisign gives such keys no checksum, without which the library takes none from a text.
            SecretKey::from_bytes(&bytes).map_err(|_| none())?
        } else if bytes.len() != LENGTH {
            return Err(none());
        } else {
            // Without a password it would be asked for, on standard output.
            let password = password.ok_or_else(|| {
                failure(&"it has a password").hint("DATELINE_SIGN_PASSWORD in the environment opens it")
            })?;
            let boxed = SecretKeyBox::from_string(&text).map_err(|_| none())?;
            boxed.into_secret_key(Some(password)).map_err(|error| failure(&error))?
        };
        let public = PublicKey::from_secret_key(&secret).map_err(|error| failure(&error))?;
        let key = Self { secret, public, path: path.to_owned() };
        match named {
            Some(named) if named != key.public() => {
                Err(failure(&format!("it is the key {}, and the site names {named}", key.public()))
                    .hint("sign with the other key, or correct `signing_key:` in site.yaml"))
            }
            Some(_) => Ok(key),
            None => Err(failure(&"the site does not tell its readers by which key to know it")
                .hint(format!("write `signing_key: {}` into site.yaml", key.public()))),
        }
    }

    /// The public key, as readers need it.
    pub fn public(&self) -> String {
        self.public.to_base64()
    }

    /// Signs the list of all files; a signature that holds already is kept, as two of one list differ.
    ///
    /// # Errors
    /// Fails when the system has no random numbers.
    pub fn sign(&self, manifest: &[u8], old: Option<&[u8]>) -> Result<String, Failure> {
        let old = old.and_then(|old| std::str::from_utf8(old).ok());
        if let Some(old) = old.filter(|old| self.holds(old, manifest)) {
            return Ok(old.to_owned());
        }
        let untrusted = format!("signature of {MANIFEST}");
        let signed = minisign::sign(
            Some(&self.public),
            &self.secret,
            Cursor::new(manifest),
            Some(COMMENT),
            Some(&untrusted),
        );
        let signed = signed.map_err(|error| Failure::new("sign with", &self.path, error))?;
        Ok(signed.into_string())
    }

    fn holds(&self, signature: &str, manifest: &[u8]) -> bool {
        let Ok(signature) = SignatureBox::from_string(signature) else { return false };
        minisign::verify(&self.public, &signature, Cursor::new(manifest), true, false, false).is_ok()
    }
}
