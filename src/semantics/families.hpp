#pragma once

#include <string>

#include "semantics/process.hpp"
#include "semantics/recorder.hpp"

namespace edca::semantics {

// One function a group of rules; what they look for stands in src/messages/en.json and es.json.
// Values that are absent or cannot be read are silent: another rule speaks of them.

/// Every value on its own, in one pass: texts, amounts, dates, lists of objects.
void check_values(const Process& process, Recorder& recorder);

void check_ocid(const Process& process, Recorder& recorder);
/// The OCID of a release or record.
void check_ocid(const Value& root, Standard standard, Recorder& recorder);
/// Whether what stands behind the prefix of an OCID, and the prefix itself, can be meant; else says
/// what is wrong.
bool check_ocid_form(const Value& ocid, Recorder& recorder);
void check_references(const Process& process, Recorder& recorder);
void check_roles(const Process& process, Recorder& recorder);
void check_parties(const Process& process, Recorder& recorder);
void check_dates(const Process& process, Recorder& recorder);
void check_fabricated_dates(const Process& process, Recorder& recorder);
void check_money(const Process& process, Recorder& recorder);
void check_sums(const Process& process, Recorder& recorder);
void check_status(const Process& process, Recorder& recorder);
void check_tags(const Process& process, Recorder& recorder);
void check_tax_ids(const Process& process, Recorder& recorder);
void check_mexico(const Process& process, Recorder& recorder);
void check_personal_data(const Process& process, Recorder& recorder);
void check_project(const Process& project, Recorder& recorder);

/// A name as people compare it: without case, accents, commas, points and doubled spaces.
std::string plain_name(std::string_view name);
/// Whether a text is what people write where they have nothing to write: "N/A", "sin dato".
bool says_nothing(std::string_view text);

/// The id that scheme and number of a party make, "MX-RFC-MVH8301014K5"; empty where one is
/// missing.
std::string register_id(const Value& party);
/// Whether the id of the party is the one above and the name of a unit behind it.
bool has_unit_id(const Value& party);

/// What concerns the releases of a record together.
void check_record(const Value& record, Recorder& recorder);

}  // namespace edca::semantics
