#include "edca/rule.hpp"

#include <algorithm>
#include <array>

namespace edca {

namespace {

using enum Severity;

constexpr std::string_view any = "any";
constexpr std::string_view ocds = "ocds edca-mx";
constexpr std::string_view all = "ocds edca-mx oc4ids";

// clang-format off
constexpr auto table = std::to_array<Rule>({
    {"codelist.closed", error, all, "https://standard.open-contracting.org/1.1/en/schema/codelists/#open-and-closed-codelists"},
    {"codelist.old-code", warning, ocds, "https://standard.open-contracting.org/1.1/en/schema/codelists/"},
    {"codelist.open", warning, all, "https://standard.open-contracting.org/1.1/en/schema/codelists/#open-and-closed-codelists"},
    {"diff.forms", warning, all, "https://standard.open-contracting.org/1.1/en/primer/releases_and_records/"},
    {"diff.no-id", error, all, "https://standard.open-contracting.org/1.1/en/schema/identifiers/"},
    {"diff.same-item", warning, all, "https://standard.open-contracting.org/1.1/en/schema/identifiers/"},
    {"document.unrecognized", error, all, "https://standard.open-contracting.org/1.1/en/primer/releases_and_records/"},
    {"extension.unknown", warning, all, "https://standard.open-contracting.org/1.1/en/schema/conformance_and_extensions/"},
    {"field.additional", warning, all, "https://standard.open-contracting.org/1.1/en/schema/conformance_and_extensions/"},
    {"field.deprecated", warning, all, "https://standard.open-contracting.org/1.1/en/governance/deprecation/"},
    {"field.near-miss", warning, all, "https://standard.open-contracting.org/1.1/en/schema/conformance_and_extensions/"},
    {"field.old-name", warning, ocds, "https://standard.open-contracting.org/1.1/en/schema/conformance_and_extensions/"},
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
    {"package.conflict", error, all, "https://standard.open-contracting.org/1.1/en/schema/release_package/"},
    {"package.item", error, all, "https://standard.open-contracting.org/1.1/en/primer/releases_and_records/"},
    {"package.metadata", warning, all, "https://standard.open-contracting.org/1.1/en/schema/release_package/"},
    {"package.undated", warning, all, "https://standard.open-contracting.org/1.1/en/schema/release/"},
    {"package.version", warning, all, "https://standard.open-contracting.org/1.1/en/schema/release_package/"},
    {"package.version-assumed", note, all, "https://standard.open-contracting.org/1.1/en/schema/release_package/"},
    {"record.embedded-releases", note, ocds, "https://standard.open-contracting.org/1.1/en/schema/records_reference/"},
    {"record.linked-releases", note, ocds, "https://standard.open-contracting.org/1.1/en/schema/records_reference/"},
    {"record.mixed-releases", note, ocds, "https://standard.open-contracting.org/1.1/en/schema/records_reference/"},
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
  const auto* found =
      std::lower_bound(table.begin(), table.end(), id,
                       [](const Rule& rule, std::string_view wanted) { return rule.id < wanted; });
  return found != table.end() && found->id == id ? found : nullptr;
}

}  // namespace edca
