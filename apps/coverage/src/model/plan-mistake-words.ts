import { KB } from './network-agreement.ts';

const NOT_YAML = 'this is not YAML: {reason}';
const NO_NOTATION = "'{written}' is not a notation of {scheme}; write it as {example} or the first part of it";
const NO_RANGE = "'{written}' is not a notation or a range of two; write it as 780 or 780..789";
const BACKWARDS = 'the range ends ({to}) before it begins ({from}); swap the notations';
const EMPTY = 'is empty; fill it in';
const RULE = "rule {number} '{text}': ";
const LINE = "line {number} '{text}': ";
const NO_IDENTIFIER = "'{written}' is not a valid ISBN, nor ppn:, ocn: or issn: with a valid number; correct it";
const LOSSY =
  "'{written}' is an ISBN of which a spreadsheet dropped the last digits; format the column as text and copy the ISBN again";

/**
 * What each rule of a text says when it is broken, after the place where it is; `{name}` is a parameter. Whoever words
 * it in another language needs the same ones, `{reason}` aside: that is what a parser says, in English.
 */
export const PLAN_MISTAKES = {
  'yaml-unreadable': NOT_YAML,
  'yaml-indentation': NOT_YAML,
  'yaml-field-twice': NOT_YAML,
  'yaml-colon-in-text': NOT_YAML,
  'yaml-sign-missing': NOT_YAML,
  'yaml-quotes-missing': NOT_YAML,
  'fields-expected': 'expected fields, as in {example}',
  'field-unknown': "'{name}' is not known here; use {known}",
  'field-missing': "'{name}' is missing; add it, as in {example}",
  'list-empty': 'is empty; give at least one value, or leave it out',
  'text-expected': 'expected a text; write it after the colon, between quotes when it holds a colon',
  'number-expected': "'{written}' is not a whole number of {minimum} or more",
  'percentage-expected': "'{written}' is not a percentage above 0 and up to 100; write 60 for 60 %",

  'csv-unreadable': 'this is not CSV: {reason}',
  'column-unknown': 'is not known; use {known}',
  'column-missing': 'is missing; name it on the first line and fill it in',
  'columns-missing': 'is empty; name the columns {known}',
  'cell-empty': EMPTY,
  'cells-too-many': 'has more cells than there are columns; put a text with a semicolon between quotes',
  'plan-differs': "says '{written}' where line {line} says '{first}'; one file is one plan",
  'profile-differs': "says '{written}' where line {line} says '{first}'; a profile is the same on each of its rows",
  'agreement-differs':
    "says '{written}' where line {line} says '{first}'; an agreement is the same on each of its rows",

  'code-malformed': "'{written}' cannot be a code; use up to 64 small letters, digits, dots and hyphens",
  'code-twice': "code '{written}' is used twice, first by {first}; give one another code",
  'day-malformed': "'{written}' is not a calendar day; write it as YYYY-MM-DD",
  'period-backwards': 'the period ends ({to}) before it begins ({from}); swap the days or correct one of them',
  'level-bands-expected': 'expected the lower bounds of levels 1 to 5 in percent, ascending, as in [1, 21, 41, 61, 81]',
  'reference-unknown': "'{written}' is not a known reference; use {known}",

  'scope-empty': 'a scope names at least one of classification, material, language, audience',
  'scheme-unknown': "'{written}' is not a known scheme; use {known}",
  'scheme-missing':
    "'{written}' names no scheme; write nbc:24* for all under 24, nur:660..669, or ddc:780 for that notation alone",
  'notation-malformed': NO_NOTATION,
  'range-incomplete': 'expected a prefix, a notation, or from and to: {example}',
  'range-malformed': NO_RANGE,
  'range-backwards': BACKWARDS,
  'material-unknown': "'{written}' is not a known material; use {known}",
  'language-malformed':
    "'{written}' is not a language code of ISO 639-2/B; use three small letters, such as dut, eng or fry",
  'audience-unknown': "'{written}' is not a known audience; use {known}",

  'targets-missing': 'there are no rows; name the columns on the first line, and give a row for each target',
  'profile-empty': 'is empty; fill in the code of the profile that the row is about',
  'activity-empty': 'is empty, while {filled} is not; use {known}',
  'activity-unknown': "'{written}' is not known; use {known}",
  'activity-twice': "'{written}' has a row for this profile already; keep one of them",
  'level-unknown': "'{written}' is not a known level; use {known}",
  'minimum-above-maximum': 'the minimum ({minimum}) is above the maximum ({maximum}); lower the one or raise the other',
  'retained-misplaced': 'is asked of preserve alone, not of {activity}; move it to the target for preserve',

  'agreement-empty': 'is empty; fill in the code of the agreement that the row is about',
  'agreement-kind-unknown': "'{written}' is not a known kind of agreement; use {known}",
  'opgave-malformed': "'{written}' holds a bar or a backslash; write it without",
  'measure-empty': 'names at least one of flags, profiles, activity: {example}',
  'flag-kind-unknown': "'{written}' is not a known kind of flag; use {known}",
  'flag-profile-unknown': "'{written}' is not a known profile of this plan; use {known}",
  'flag-activity-unknown': "'{written}' is not a known activity; use {known}",
  'owner-unknown': `'{written}' is nobody who can answer for it; use the ISIL of a participant, or ${KB}`,
  'action-empty': 'is empty, while {filled} is not; give the action a code',
  'action-twice': "code '{written}' is used twice, on lines {first} and {second}; give each action its own",
  'action-stays': "action '{action}' is of {agreement}, which stays as it is; mend that too, or use another code",
  'action-lost': "action '{action}' of {agreement} is on line {line}, which cannot be taken; mend that line",

  'crosswalk-twice': 'there is another crosswalk {way}; put the rules of both together',
  'crosswalk-to-itself': 'leads from a scheme to itself; name another one',
  'crosswalk-rules-missing': 'there are no rules; give a row for each notation and what it is in the other scheme',
  'crosswalk-notation-malformed': `${RULE}${NO_NOTATION}`,
  'crosswalk-range-malformed': `${RULE}${NO_RANGE}`,
  'crosswalk-range-backwards': `${RULE}${BACKWARDS}`,
  'crosswalk-cell-empty': `${RULE}${EMPTY}`,
  'identifier-malformed': NO_IDENTIFIER,
  'identifier-lossy': LOSSY,
  'list-identifier-malformed': `${LINE}${NO_IDENTIFIER}`,
  'list-identifier-lossy': `${LINE}${LOSSY}`,
  'list-code-taken': "'{written}' means the titles of the network; give the list another code",
  'list-titles-missing': 'there are no titles; give a row for each, with its identifier',
  'classes-missing': 'there are no classes; give a row for each, with its notation',
} as const;
