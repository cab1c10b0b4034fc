// Apache serves the demonstration site by the rules that are published with it.
import { served } from './lib/served.mjs';

served('apache');
