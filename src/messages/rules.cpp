#include "edca/rule.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace edca {

namespace {

using enum Severity;

constexpr std::string_view any = "any";
constexpr std::string_view ocds = "ocds edca-mx";
constexpr std::string_view mexico = "edca-mx";
constexpr std::string_view projects = "oc4ids";
constexpr std::string_view all = "ocds edca-mx oc4ids";

// clang-format off
constexpr auto table = std::to_array<Rule>({
    {"code.country-name", warning, ocds, "https://standard.open-contracting.org/1.1/en/schema/reference/#address"},
    {"code.document-section", warning, ocds, "https://standard.open-contracting.org/1.1/en/schema/codelists/#document-type"},
    {"code.language", warning, all, "https://standard.open-contracting.org/1.1/en/schema/codelists/#language"},
    {"code.media-type", warning, all, "https://www.iana.org/assignments/media-types/media-types.xhtml"},
    {"codelist.closed", error, all, "https://standard.open-contracting.org/1.1/en/schema/codelists/#open-and-closed-codelists"},
    {"codelist.old-code", warning, ocds, "https://standard.open-contracting.org/1.1/en/schema/codelists/"},
    {"codelist.open", warning, all, "https://standard.open-contracting.org/1.1/en/schema/codelists/#open-and-closed-codelists"},
    {"contact.dummy-address", warning, all, "https://standard.open-contracting.org/1.1/en/schema/reference/#document"},
    {"contact.email", warning, ocds, "https://standard.open-contracting.org/1.1/en/schema/reference/#contactpoint"},
    {"contact.postal-code", warning, mexico, "https://micrositios.inai.org.mx/contratacionesabiertas/?page_id=1090"},
    {"contact.telephone", warning, all, "https://standard.open-contracting.org/1.1/en/schema/reference/#contactpoint"},
    {"date.after-release", warning, ocds, "https://standard.open-contracting.org/1.1/en/schema/reference/#date"},
    {"date.amendment-order", warning, ocds, "https://standard.open-contracting.org/1.1/en/schema/reference/#amendment"},
    {"date.award-period-order", warning, ocds, "https://standard.open-contracting.org/1.1/en/schema/reference/#tender"},
    {"date.award-signature", warning, ocds, "https://standard.open-contracting.org/1.1/en/schema/reference/#contract"},
    {"date.default", warning, all, "https://standard.open-contracting.org/1.1/en/schema/reference/#date"},
    {"date.document-order", warning, ocds, "https://standard.open-contracting.org/1.1/en/schema/reference/#document"},
    {"date.duration", warning, all, "https://standard.open-contracting.org/1.1/en/schema/reference/#period"},
    {"date.duration-negative", warning, all, "https://standard.open-contracting.org/1.1/en/schema/reference/#period"},
    {"date.duration-unlikely", warning, all, "https://standard.open-contracting.org/1.1/en/schema/reference/#period"},
    {"date.enquiry-order", warning, ocds, "https://standard.open-contracting.org/1.1/en/schema/reference/#tender"},
    {"date.extent-order", warning, all, "https://standard.open-contracting.org/1.1/en/schema/reference/#period"},
    {"date.fabricated", warning, ocds, "https://standard.open-contracting.org/1.1/en/schema/reference/#date"},
    {"date.future", warning, all, "https://standard.open-contracting.org/1.1/en/schema/reference/#date"},
    {"date.meeting-order", warning, mexico, "https://www.diputados.gob.mx/LeyesBiblio/pdf/LAASSP.pdf"},
    {"date.midnight-utc", note, mexico, "https://standard.open-contracting.org/1.1/en/schema/reference/#date"},
    {"date.period-order", warning, all, "https://standard.open-contracting.org/1.1/en/schema/reference/#period"},
    {"date.signature-payment", warning, ocds, "https://standard.open-contracting.org/1.1/en/schema/reference/#transaction"},
    {"date.signature-period", warning, ocds, "https://standard.open-contracting.org/1.1/en/schema/reference/#contract"},
    {"date.tender-award", warning, ocds, "https://standard.open-contracting.org/1.1/en/schema/reference/#award"},
    {"date.tender-contract-period", warning, ocds, "https://standard.open-contracting.org/1.1/en/schema/reference/#tender"},
    {"date.tender-signature", warning, ocds, "https://standard.open-contracting.org/1.1/en/schema/reference/#contract"},
    {"date.unlikely-year", warning, all, "https://standard.open-contracting.org/1.1/en/schema/reference/#date"},
    {"diff.forms", warning, all, "https://standard.open-contracting.org/1.1/en/primer/releases_and_records/"},
    {"diff.no-id", error, all, "https://standard.open-contracting.org/1.1/en/schema/identifiers/"},
    {"diff.same-item", warning, all, "https://standard.open-contracting.org/1.1/en/schema/identifiers/"},
    {"document.unrecognized", error, all, "https://standard.open-contracting.org/1.1/en/primer/releases_and_records/"},
    {"extension.unknown", warning, all, "https://standard.open-contracting.org/1.1/en/schema/conformance_and_extensions/"},
    {"field.additional", warning, all, "https://standard.open-contracting.org/1.1/en/schema/conformance_and_extensions/"},
    {"field.deprecated", warning, all, "https://standard.open-contracting.org/1.1/en/governance/deprecation/"},
    {"field.near-miss", warning, all, "https://standard.open-contracting.org/1.1/en/schema/conformance_and_extensions/"},
    {"field.old-name", warning, ocds, "https://standard.open-contracting.org/1.1/en/schema/conformance_and_extensions/"},
    {"history.compiled-date", warning, ocds, "https://standard.open-contracting.org/1.1/en/schema/merging/"},
    {"history.compiled-differs", warning, ocds, "https://standard.open-contracting.org/1.1/en/schema/merging/"},
    {"history.compiled-ocid", error, ocds, "https://standard.open-contracting.org/1.1/en/schema/records_reference/"},
    {"history.link-fragment", note, ocds, "https://standard.open-contracting.org/1.1/en/schema/records_reference/"},
    {"history.link-repeated", warning, ocds, "https://standard.open-contracting.org/1.1/en/schema/records_reference/"},
    {"history.ocid-differs", error, ocds, "https://standard.open-contracting.org/1.1/en/schema/records_reference/"},
    {"history.project-repeated", error, projects, "https://standard.open-contracting.org/infrastructure/latest/en/guidance/identifiers/"},
    {"history.record-repeated", error, ocds, "https://standard.open-contracting.org/1.1/en/schema/records_reference/"},
    {"history.release-repeated", note, ocds, "https://standard.open-contracting.org/1.1/en/schema/identifiers/"},
    {"history.release-rewritten", error, ocds, "https://standard.open-contracting.org/1.1/en/schema/identifiers/"},
    {"id.missing", warning, all, "https://standard.open-contracting.org/1.1/en/schema/merging/"},
    {"id.number-or-text", warning, all, "https://standard.open-contracting.org/1.1/en/schema/identifiers/"},
    {"id.repeated", error, all, "https://standard.open-contracting.org/1.1/en/schema/merging/"},
    {"id.spaces", warning, all, "https://standard.open-contracting.org/1.1/en/schema/identifiers/"},
    {"input.bom", note, any, "https://www.rfc-editor.org/rfc/rfc8259#section-8.1"},
    {"input.depth", error, any, "https://www.rfc-editor.org/rfc/rfc8259#section-9"},
    {"input.duplicate-key", error, any, "https://www.rfc-editor.org/rfc/rfc8259#section-4"},
    {"input.empty", note, any, "https://www.rfc-editor.org/rfc/rfc8259#section-2"},
    {"input.encoding", error, any, "https://www.rfc-editor.org/rfc/rfc8259#section-8.1"},
    {"input.nul", warning, any, "https://www.rfc-editor.org/rfc/rfc8259#section-7"},
    {"input.number", warning, any, "https://www.rfc-editor.org/rfc/rfc8259#section-6"},
    {"input.ratio", error, any, ""},
    {"input.size", error, any, "https://www.rfc-editor.org/rfc/rfc8259#section-9"},
    {"input.surrogate", error, any, "https://www.rfc-editor.org/rfc/rfc8259#section-8.2"},
    {"input.syntax", error, any, "https://www.rfc-editor.org/rfc/rfc8259#section-2"},
    {"input.truncated", error, any, "https://www.rfc-editor.org/rfc/rfc8259#section-2"},
    {"input.unreadable", error, any, ""},
    {"location.null-island", warning, all, "https://www.rfc-editor.org/rfc/rfc7946#section-3.1.1"},
    {"location.range", warning, all, "https://www.rfc-editor.org/rfc/rfc7946#section-3.1.1"},
    {"location.swapped", warning, all, "https://www.rfc-editor.org/rfc/rfc7946#section-3.1.1"},
    {"merge.date-order", warning, ocds, "https://standard.open-contracting.org/1.1/en/schema/merging/"},
    {"merge.duplicate-id", warning, ocds, "https://standard.open-contracting.org/1.1/en/schema/merging/"},
    {"merge.hidden-change", warning, ocds, "https://standard.open-contracting.org/1.1/en/schema/merging/"},
    {"merge.id-type", warning, ocds, "https://standard.open-contracting.org/1.1/en/schema/merging/"},
    {"merge.kept", warning, ocds, "https://standard.open-contracting.org/1.1/en/schema/merging/"},
    {"merge.link-missing", warning, ocds, "https://standard.open-contracting.org/1.1/en/schema/record_package/"},
    {"merge.linked-releases", error, ocds, "https://standard.open-contracting.org/1.1/en/schema/record_package/"},
    {"merge.missing-id", warning, ocds, "https://standard.open-contracting.org/1.1/en/schema/merging/"},
    {"merge.mixed-versions", warning, ocds, "https://standard.open-contracting.org/1.1/en/schema/merging/"},
    {"merge.no-ocid", error, ocds, "https://standard.open-contracting.org/1.1/en/schema/identifiers/"},
    {"merge.no-releases", error, ocds, "https://standard.open-contracting.org/1.1/en/schema/record_package/"},
    {"merge.null-ignored", warning, ocds, "https://standard.open-contracting.org/1.1/en/schema/merging/"},
    {"merge.ocid-case", warning, ocds, "https://standard.open-contracting.org/1.1/en/schema/identifiers/"},
    {"merge.ocid-differs", warning, ocds, "https://standard.open-contracting.org/1.1/en/schema/merging/"},
    {"merge.older-release", warning, ocds, "https://standard.open-contracting.org/1.1/en/schema/merging/"},
    {"merge.package-metadata", warning, ocds, "https://standard.open-contracting.org/1.1/en/schema/record_package/"},
    {"merge.record-ocid", warning, ocds, "https://standard.open-contracting.org/1.1/en/schema/record_package/"},
    {"merge.refused", error, ocds, "https://standard.open-contracting.org/1.1/en/schema/merging/"},
    {"merge.same-release", warning, ocds, "https://standard.open-contracting.org/1.1/en/schema/merging/"},
    {"merge.tied-dates", warning, ocds, "https://standard.open-contracting.org/1.1/en/schema/merging/"},
    {"merge.type-clash", warning, ocds, "https://standard.open-contracting.org/1.1/en/schema/merging/"},
    {"merge.unknown-extension", warning, ocds, "https://standard.open-contracting.org/1.1/en/schema/conformance_and_extensions/"},
    {"merge.unusable-id", warning, ocds, "https://standard.open-contracting.org/1.1/en/schema/merging/"},
    {"mexico.category", warning, mexico, "https://micrositios.inai.org.mx/contratacionesabiertas/?page_id=1090"},
    {"mexico.cog", warning, mexico, "https://micrositios.inai.org.mx/contratacionesabiertas/?page_id=1090"},
    {"mexico.cucop", warning, mexico, "https://micrositios.inai.org.mx/contratacionesabiertas/?page_id=1090"},
    {"mexico.direct-rationale", note, mexico, "https://www.diputados.gob.mx/LeyesBiblio/pdf/LAASSP.pdf"},
    {"mexico.documents", note, mexico, "https://micrositios.inai.org.mx/contratacionesabiertas/?page_id=1090"},
    {"mexico.method-details", warning, mexico, "https://micrositios.inai.org.mx/contratacionesabiertas/?page_id=1090"},
    {"mexico.party-id", warning, mexico, "https://micrositios.inai.org.mx/contratacionesabiertas/?page_id=1090"},
    {"mexico.rfc", warning, all, "https://www.sat.gob.mx/"},
    {"mexico.rfc-check-digit", note, all, "https://www.sat.gob.mx/"},
    {"mexico.rfc-date", warning, all, "https://www.sat.gob.mx/"},
    {"mexico.rfc-generic", warning, all, "https://www.sat.gob.mx/"},
    {"mexico.rfc-hash", warning, all, "https://www.sat.gob.mx/"},
    {"mexico.rfc-personality", warning, all, "https://www.sat.gob.mx/"},
    {"mexico.rfc-placeholder", warning, all, "https://www.sat.gob.mx/"},
    {"mexico.rfc-scheme", warning, all, "https://org-id.guide/list/MX-RFC"},
    {"mexico.tenderer-parties", warning, mexico, "https://micrositios.inai.org.mx/contratacionesabiertas/?page_id=1090"},
    {"money.amount-missing", warning, ocds, "https://standard.open-contracting.org/1.1/en/schema/reference/#value"},
    {"money.awards-above-tender", warning, ocds, "https://standard.open-contracting.org/1.1/en/schema/reference/#tender"},
    {"money.budget-sum", warning, ocds, "https://standard.open-contracting.org/1.1/en/schema/reference/#budget"},
    {"money.budget-tender", note, ocds, "https://standard.open-contracting.org/1.1/en/schema/reference/#budget"},
    {"money.contracts-above-award", warning, ocds, "https://standard.open-contracting.org/1.1/en/schema/reference/#contract"},
    {"money.currency-differs", warning, ocds, "https://standard.open-contracting.org/1.1/en/schema/reference/#value"},
    {"money.currency-missing", warning, all, "https://standard.open-contracting.org/1.1/en/schema/reference/#value"},
    {"money.decimals", note, all, "https://standard.open-contracting.org/1.1/en/schema/reference/#value"},
    {"money.guarantee-above-contract", warning, mexico, "https://www.diputados.gob.mx/LeyesBiblio/pdf/LAASSP.pdf"},
    {"money.items-sum", warning, ocds, "https://standard.open-contracting.org/1.1/en/schema/reference/#item"},
    {"money.min-above-max", warning, ocds, "https://standard.open-contracting.org/1.1/en/schema/reference/#tender"},
    {"money.negative", warning, all, "https://standard.open-contracting.org/1.1/en/schema/reference/#value"},
    {"money.net-above-gross", warning, all, "https://standard.open-contracting.org/1.1/en/schema/reference/#value"},
    {"money.payments-above-contract", warning, ocds, "https://standard.open-contracting.org/1.1/en/schema/reference/#transaction"},
    {"money.quantity", warning, ocds, "https://standard.open-contracting.org/1.1/en/schema/reference/#item"},
    {"money.tax-ratio", warning, mexico, "https://micrositios.inai.org.mx/contratacionesabiertas/?page_id=1090"},
    {"money.unlikely", warning, all, "https://standard.open-contracting.org/1.1/en/schema/reference/#value"},
    {"money.zero", warning, ocds, "https://standard.open-contracting.org/1.1/en/schema/reference/#value"},
    {"ocid.characters", warning, ocds, "https://standard.open-contracting.org/1.1/en/schema/identifiers/"},
    {"ocid.example-prefix", warning, ocds, "https://standard.open-contracting.org/1.1/en/schema/identifiers/"},
    {"ocid.local-part", error, ocds, "https://standard.open-contracting.org/1.1/en/schema/identifiers/"},
    {"ocid.prefix", error, all, "https://standard.open-contracting.org/1.1/en/schema/identifiers/"},
    {"ocid.provisional", warning, mexico, "https://standard.open-contracting.org/1.1/en/schema/identifiers/"},
    {"ocid.unknown-prefix", note, mexico, "https://standard.open-contracting.org/1.1/en/schema/identifiers/"},
    {"package.conflict", error, all, "https://standard.open-contracting.org/1.1/en/schema/release_package/"},
    {"package.item", error, all, "https://standard.open-contracting.org/1.1/en/primer/releases_and_records/"},
    {"package.metadata", warning, all, "https://standard.open-contracting.org/1.1/en/schema/release_package/"},
    {"package.undated", warning, all, "https://standard.open-contracting.org/1.1/en/schema/release/"},
    {"package.version", warning, all, "https://standard.open-contracting.org/1.1/en/schema/release_package/"},
    {"package.version-assumed", note, all, "https://standard.open-contracting.org/1.1/en/schema/release_package/"},
    {"party.identifier", warning, all, "https://standard.open-contracting.org/1.1/en/schema/reference/#parties"},
    {"party.name", warning, all, "https://standard.open-contracting.org/1.1/en/schema/reference/#parties"},
    {"party.repeated", warning, all, "https://standard.open-contracting.org/1.1/en/schema/reference/#parties"},
    {"party.roles", warning, ocds, "https://standard.open-contracting.org/1.1/en/schema/reference/#parties"},
    {"party.scheme", warning, all, "https://org-id.guide/"},
    {"personal.address", warning, all, "https://www.diputados.gob.mx/LeyesBiblio/pdf/LGPDPPSO.pdf"},
    {"personal.contact", warning, all, "https://www.diputados.gob.mx/LeyesBiblio/pdf/LGPDPPSO.pdf"},
    {"personal.curp", warning, all, "https://www.diputados.gob.mx/LeyesBiblio/pdf/LGPDPPSO.pdf"},
    {"personal.private-email", note, all, "https://www.diputados.gob.mx/LeyesBiblio/pdf/LGPDPPSO.pdf"},
    {"project.authority", warning, projects, "https://standard.open-contracting.org/infrastructure/latest/en/reference/schema/"},
    {"project.budget-sum", warning, projects, "https://standard.open-contracting.org/infrastructure/latest/en/reference/schema/"},
    {"project.example-prefix", warning, projects, "https://standard.open-contracting.org/infrastructure/latest/en/guidance/identifiers/"},
    {"project.final-value", warning, projects, "https://standard.open-contracting.org/infrastructure/latest/en/reference/schema/"},
    {"project.id", error, projects, "https://standard.open-contracting.org/infrastructure/latest/en/guidance/identifiers/"},
    {"project.process-empty", warning, projects, "https://standard.open-contracting.org/infrastructure/latest/en/reference/schema/"},
    {"project.process-id", warning, projects, "https://standard.open-contracting.org/infrastructure/latest/en/reference/schema/"},
    {"project.process-status", warning, projects, "https://standard.open-contracting.org/infrastructure/latest/en/reference/schema/"},
    {"project.process-suppliers", warning, projects, "https://standard.open-contracting.org/infrastructure/latest/en/reference/schema/"},
    {"project.status-period", warning, projects, "https://standard.open-contracting.org/infrastructure/latest/en/reference/schema/"},
    {"project.status-processes", warning, projects, "https://standard.open-contracting.org/infrastructure/latest/en/reference/schema/"},
    {"record.embedded-releases", note, ocds, "https://standard.open-contracting.org/1.1/en/schema/records_reference/"},
    {"record.linked-releases", note, ocds, "https://standard.open-contracting.org/1.1/en/schema/records_reference/"},
    {"record.mixed-releases", note, ocds, "https://standard.open-contracting.org/1.1/en/schema/records_reference/"},
    {"reference.award", warning, ocds, "https://standard.open-contracting.org/1.1/en/schema/reference/#contract"},
    {"reference.name-differs", warning, all, "https://standard.open-contracting.org/1.1/en/schema/reference/#parties"},
    {"reference.organization", error, all, "https://standard.open-contracting.org/1.1/en/schema/reference/#parties"},
    {"reference.payment-parties", warning, ocds, "https://standard.open-contracting.org/1.1/en/schema/reference/#transaction"},
    {"reference.role-missing", warning, ocds, "https://standard.open-contracting.org/1.1/en/schema/reference/#parties"},
    {"reference.role-unused", warning, ocds, "https://standard.open-contracting.org/1.1/en/schema/reference/#parties"},
    {"reference.several-organizations", warning, all, "https://standard.open-contracting.org/1.1/en/schema/reference/#parties"},
    {"reference.without-id", warning, all, "https://standard.open-contracting.org/1.1/en/schema/reference/#parties"},
    {"repair.array", note, all, "https://standard.open-contracting.org/1.1/en/schema/reference/"},
    {"repair.bom", note, any, "https://www.rfc-editor.org/rfc/rfc8259#section-8.1"},
    {"repair.code", note, all, "https://standard.open-contracting.org/1.1/en/schema/codelists/"},
    {"repair.date", note, all, "https://www.rfc-editor.org/rfc/rfc3339#section-5.6"},
    {"repair.encoding", note, any, "https://www.rfc-editor.org/rfc/rfc8259#section-8.1"},
    {"repair.number", note, all, "https://standard.open-contracting.org/1.1/en/schema/reference/"},
    {"repair.text", note, all, "https://standard.open-contracting.org/1.1/en/schema/reference/"},
    {"repair.trim", note, all, "https://standard.open-contracting.org/1.1/en/schema/reference/"},
    {"repair.uri", note, all, "https://www.rfc-editor.org/rfc/rfc3986#section-2.1"},
    {"schema.additionalItems", error, any, "https://datatracker.ietf.org/doc/html/draft-fge-json-schema-validation-00#section-5.3.1"},
    {"schema.additionalProperties", error, any, "https://datatracker.ietf.org/doc/html/draft-fge-json-schema-validation-00#section-5.4.4"},
    {"schema.anyOf", error, any, "https://datatracker.ietf.org/doc/html/draft-fge-json-schema-validation-00#section-5.5.4"},
    {"schema.dependencies", error, any, "https://datatracker.ietf.org/doc/html/draft-fge-json-schema-validation-00#section-5.4.5"},
    {"schema.enum", error, any, "https://datatracker.ietf.org/doc/html/draft-fge-json-schema-validation-00#section-5.5.1"},
    {"schema.format", error, any, "https://datatracker.ietf.org/doc/html/draft-fge-json-schema-validation-00#section-7"},
    {"schema.maxItems", error, any, "https://datatracker.ietf.org/doc/html/draft-fge-json-schema-validation-00#section-5.3.2"},
    {"schema.maxLength", error, any, "https://datatracker.ietf.org/doc/html/draft-fge-json-schema-validation-00#section-5.2.1"},
    {"schema.maxProperties", error, any, "https://datatracker.ietf.org/doc/html/draft-fge-json-schema-validation-00#section-5.4.1"},
    {"schema.maximum", error, any, "https://datatracker.ietf.org/doc/html/draft-fge-json-schema-validation-00#section-5.1.2"},
    {"schema.minItems", error, any, "https://datatracker.ietf.org/doc/html/draft-fge-json-schema-validation-00#section-5.3.3"},
    {"schema.minLength", error, any, "https://datatracker.ietf.org/doc/html/draft-fge-json-schema-validation-00#section-5.2.2"},
    {"schema.minProperties", error, any, "https://datatracker.ietf.org/doc/html/draft-fge-json-schema-validation-00#section-5.4.2"},
    {"schema.minimum", error, any, "https://datatracker.ietf.org/doc/html/draft-fge-json-schema-validation-00#section-5.1.3"},
    {"schema.multipleOf", error, any, "https://datatracker.ietf.org/doc/html/draft-fge-json-schema-validation-00#section-5.1.1"},
    {"schema.not", error, any, "https://datatracker.ietf.org/doc/html/draft-fge-json-schema-validation-00#section-5.5.6"},
    {"schema.oneOf", error, any, "https://datatracker.ietf.org/doc/html/draft-fge-json-schema-validation-00#section-5.5.5"},
    {"schema.pattern", error, any, "https://datatracker.ietf.org/doc/html/draft-fge-json-schema-validation-00#section-5.2.3"},
    {"schema.required", error, any, "https://datatracker.ietf.org/doc/html/draft-fge-json-schema-validation-00#section-5.4.3"},
    {"schema.type", error, any, "https://datatracker.ietf.org/doc/html/draft-fge-json-schema-validation-00#section-5.5.2"},
    {"schema.uniqueItems", error, any, "https://datatracker.ietf.org/doc/html/draft-fge-json-schema-validation-00#section-5.3.4"},
    {"status.award-contract", warning, ocds, "https://standard.open-contracting.org/1.1/en/schema/reference/#award"},
    {"status.award-suppliers", warning, ocds, "https://standard.open-contracting.org/1.1/en/schema/reference/#award"},
    {"status.contract-ended", note, ocds, "https://standard.open-contracting.org/1.1/en/schema/reference/#contract"},
    {"status.contract-payments", warning, ocds, "https://standard.open-contracting.org/1.1/en/schema/reference/#contract"},
    {"status.contract-unsigned", note, ocds, "https://standard.open-contracting.org/1.1/en/schema/reference/#contract"},
    {"status.direct-tenderers", note, ocds, "https://standard.open-contracting.org/1.1/en/schema/reference/#tender"},
    {"status.implementation", warning, mexico, "https://standard.open-contracting.org/1.1/en/schema/reference/#contract"},
    {"status.milestone-date", warning, ocds, "https://standard.open-contracting.org/1.1/en/schema/reference/#milestone"},
    {"status.milestone-overdue", note, ocds, "https://standard.open-contracting.org/1.1/en/schema/reference/#milestone"},
    {"status.number-of-tenderers", warning, ocds, "https://standard.open-contracting.org/1.1/en/schema/reference/#tender"},
    {"status.supplier-not-tenderer", warning, ocds, "https://standard.open-contracting.org/1.1/en/schema/reference/#award"},
    {"status.tender", warning, ocds, "https://standard.open-contracting.org/1.1/en/schema/reference/#tender"},
    {"tag.compiled-missing", error, ocds, "https://standard.open-contracting.org/1.1/en/schema/records_reference/"},
    {"tag.compiled-mixed", warning, ocds, "https://standard.open-contracting.org/1.1/en/schema/codelists/#release-tag"},
    {"tag.section-missing", warning, ocds, "https://standard.open-contracting.org/1.1/en/schema/codelists/#release-tag"},
    {"tag.section-untagged", warning, ocds, "https://standard.open-contracting.org/1.1/en/schema/codelists/#release-tag"},
    {"text.empty", warning, all, "https://standard.open-contracting.org/1.1/en/schema/reference/"},
    {"text.markup", note, all, "https://standard.open-contracting.org/1.1/en/schema/reference/"},
    {"text.mojibake", warning, all, "https://www.rfc-editor.org/rfc/rfc8259#section-8.1"},
    {"text.placeholder", warning, all, "https://standard.open-contracting.org/1.1/en/schema/reference/"},
    {"text.program-value", warning, all, "https://standard.open-contracting.org/1.1/en/schema/reference/"},
    {"text.spaces", note, all, "https://standard.open-contracting.org/1.1/en/schema/reference/"},
    {"upgrade.amendment", note, ocds, "https://standard.open-contracting.org/1.1/en/schema/changelog/"},
    {"upgrade.budget-breakdown", note, all, "https://standard.open-contracting.org/infrastructure/0.9.5/en/reference/changelog/"},
    {"upgrade.code", note, ocds, "https://standard.open-contracting.org/1.1/en/schema/changelog/"},
    {"upgrade.empty", note, all, "https://standard.open-contracting.org/infrastructure/0.9.5/en/reference/changelog/"},
    {"upgrade.name", note, ocds, "https://standard.open-contracting.org/1.1/en/schema/changelog/"},
    {"upgrade.name-taken", warning, all, "https://standard.open-contracting.org/1.1/en/schema/changelog/"},
    {"upgrade.party", note, ocds, "https://standard.open-contracting.org/1.1/en/schema/changelog/"},
    {"upgrade.party-differs", warning, ocds, "https://standard.open-contracting.org/1.1/en/schema/changelog/"},
    {"upgrade.transaction", note, ocds, "https://standard.open-contracting.org/1.1/en/schema/changelog/"},
    {"upgrade.undecided", warning, all, "https://standard.open-contracting.org/infrastructure/0.9.5/en/reference/changelog/"},
    {"upgrade.version", note, ocds, "https://standard.open-contracting.org/1.1/en/schema/changelog/"},
});
// clang-format on

constexpr bool before(const Rule& left, const Rule& right) {
  return left.id < right.id;
}

static_assert(std::is_sorted(table.begin(), table.end(), before));

}  // namespace

std::string_view name(Severity severity) noexcept {
  switch (severity) {
    case note:
      return "note";
    case warning:
      return "warning";
    case error:
      break;
  }
  return "error";
}

std::string_view family(const Rule& rule) noexcept {
  return rule.id.substr(0, rule.id.find('.'));
}

std::span<const Rule> rules() noexcept {
  return table;
}

const Rule* find_rule(std::string_view id) noexcept {
  static const auto by_id = [] {
    std::unordered_map<std::string_view, const Rule*> rules;
    for (const Rule& rule : table) rules.emplace(rule.id, &rule);
    return rules;
  }();
  const auto found = by_id.find(id);
  return found == by_id.end() ? nullptr : found->second;
}

}  // namespace edca
