#include "convert.hpp"

#include <nanobind/stl/optional.h>
#include <nanobind/stl/string_view.h>

#include <optional>
#include <type_traits>

#include "edca/language.hpp"

namespace nb = nanobind;

namespace edca_python {
namespace {

/// A text, or None for an empty one.
nb::object some(std::string_view text) {
  return text.empty() ? nb::none() : text_of(text);
}

nb::dict dict_of(const edca::Arguments& arguments) {
  nb::dict result;
  for (const auto& [name, value] : arguments) result[text_of(name)] = text_of(value);
  return result;
}

nb::dict dict_of(const std::map<std::string, std::uint64_t>& counts) {
  nb::dict result;
  for (const auto& [rule, count] : counts) result[text_of(rule)] = count;
  return result;
}

template <class Map>
nb::dict counts_of(const Map& counts) {
  nb::dict result;
  for (const auto& [name, value] : counts) result[text_of(name)] = value;
  return result;
}

nb::list list_of(const std::vector<edca::FieldCoverage>& coverage) {
  nb::list result;
  for (const edca::FieldCoverage& field : coverage)
    result.append(nb::make_tuple(text_of(field.path), field.count, field.of));
  return result;
}

nb::object of(const Text& text) {
  return text_of(text.text);
}

nb::object of(const ReadItem& item) {
  return nb::make_tuple("item", text_of(item.kind), text_of(item.text), text_of(item.file),
                        item.at.line, item.at.column, item.at.offset, text_of(item.pointer),
                        item.package);
}

nb::object of(const Metadata& metadata) {
  return nb::make_tuple("metadata", metadata.package, text_of(metadata.text));
}

nb::object of(const PackagePiece& piece) {
  return nb::make_tuple("package", piece.number, piece.items, text_of(piece.name),
                        text_of(piece.uri), text_of(piece.text));
}

nb::object of(const ProcessChanged& change) {
  nb::list items;
  for (const ProcessChanged::Item& item : change.items) {
    nb::list fields;
    for (const ProcessChanged::Field& field : item.fields)
      fields.append(nb::make_tuple(text_of(field.change), text_of(field.pointer),
                                   some(field.old_pointer), some(field.before), some(field.after)));
    items.append(nb::make_tuple(text_of(item.kind), some(item.id), text_of(item.change), fields));
  }
  return nb::make_tuple("change", change.project, text_of(change.id), text_of(change.change),
                        items);
}

nb::object of(const edca::IndicatorFlag& flag) {
  nb::list ocids;
  for (const std::string& ocid : flag.ocids) ocids.append(text_of(ocid));
  nb::list evidence;
  for (const edca::IndicatorEvidence& each : flag.evidence)
    evidence.append(nb::make_tuple(some(each.file), text_of(each.pointer), text_of(each.value)));
  const std::string_view law = flag.law.empty() ? flag.indicator->law : flag.law;
  return nb::make_tuple("flag", text_of(flag.indicator->id), text_of(name(flag.unit)),
                        text_of(flag.subject), text_of(flag.value), some(flag.threshold), some(law),
                        some(flag.buyer), some(flag.supplier), some(flag.amount),
                        some(flag.currency), ocids, evidence);
}

nb::object of(const edca::FileSummary& file) {
  nb::dict result;
  result["file"] = text_of(file.file);
  result["bytes"] = file.bytes;
  result["profile"] = some(file.profile);
  result["version"] = some(file.version);
  result["kind"] = some(file.kind);
  result["items"] = file.items;
  result["releases"] = file.releases;
  result["encoding"] = text_of(file.encoding);
  result["read"] = file.read;
  result["items_with_errors"] = file.items_with_errors;
  result["errors"] = file.errors;
  result["warnings"] = file.warnings;
  result["notes"] = file.notes;
  result["by_rule"] = dict_of(file.by_rule);
  return nb::make_tuple("file", result);
}

nb::list list_of(const std::vector<edca::IndicatorTally>& tallies) {
  nb::list result;
  for (std::size_t at = 0; at < tallies.size(); ++at) {
    const edca::IndicatorTally& tally = tallies[at];
    nb::dict figures;
    for (const auto& [name, value] : tally.figures) figures[text_of(name)] = text_of(value);
    result.append(nb::make_tuple(text_of(edca::all_indicators()[at].id), tally.applied,
                                 tally.flagged, counts_of(tally.not_applicable), figures));
  }
  return result;
}

edca::Language language_of(const PyFinding& finding, const std::optional<std::string_view>& word) {
  const std::string_view lang = word ? *word : finding.english ? "en" : "es";
  if (lang != "es" && lang != "en")
    throw edca::Error(edca::ErrorKind::usage, "python.language", {{"value", std::string(lang)}});
  return lang == "en" ? edca::Language::english : edca::Language::spanish;
}

std::string excerpt(const PyFinding& finding) {
  return "<Finding " + std::string(finding.finding.rule->id) + " " + finding.finding.file + ":" +
         std::to_string(finding.finding.at.line) + " " + finding.finding.pointer + ">";
}

/// A member of a finding that is a text, or None.
template <auto member>
nb::object text_member(const PyFinding& finding) {
  return some(finding.finding.*member);
}

/// A number of the place, or None for a finding about a whole file.
template <auto member>
nb::object place_member(const PyFinding& finding) {
  if (!finding.finding.has_position) return nb::none();
  return nb::int_(finding.finding.at.*member);
}

template <auto member>
nb::object cell_member(const PyFinding& finding) {
  if (finding.finding.cell.row == 0) return nb::none();
  return some(finding.finding.cell.*member);
}

/// All of a finding that is known.
nb::dict as_dict(const nb::object& finding) {
  nb::dict result;
  for (const char* const name :
       {"rule", "severity", "file", "line", "column", "offset", "pointer", "ocid", "release",
        "keyword", "property", "value", "title", "old_value", "new_value", "cell", "sheet",
        "heading", "fingerprint"}) {
    const nb::object value = finding.attr(name);
    if (!value.is_none()) result[name] = value;
  }
  result["sentence"] = finding.attr("sentence")();
  const nb::object advice = finding.attr("advice")();
  if (!advice.is_none()) result["advice"] = advice;
  return result;
}

}  // namespace

nb::object text_of(std::string_view bytes) {
  return nb::steal(
      PyUnicode_DecodeUTF8(bytes.data(), static_cast<Py_ssize_t>(bytes.size()), "surrogateescape"));
}

std::string utf8_of(nb::handle text) {
  Py_ssize_t size = 0;
  if (const char* const bytes = PyUnicode_AsUTF8AndSize(text.ptr(), &size); bytes != nullptr)
    return {bytes, static_cast<std::size_t>(size)};
  for (const char* const errors : {"surrogateescape", "surrogatepass"}) {
    PyErr_Clear();
    const auto bytes = nb::steal<nb::bytes>(PyUnicode_AsEncodedString(text.ptr(), "utf-8", errors));
    if (bytes.is_valid()) return {bytes.c_str(), bytes.size()};
  }
  throw nb::python_error();
}

nb::object python_of(Output&& output, bool english) {
  if (auto* const finding = std::get_if<edca::Finding>(&output))
    return nb::cast(PyFinding{std::move(*finding), english}, nb::rv_policy::move);
  return std::visit(
      [](const auto& each) -> nb::object {
        if constexpr (std::is_same_v<std::decay_t<decltype(each)>, edca::Finding>) {
          return nb::none();
        } else {
          return of(each);
        }
      },
      output);
}

nb::dict python_of(const Done& done) {
  const edca::Summary& summary = done.summary;
  nb::dict result;
  result["files"] = summary.files;
  result["files_read"] = summary.files_read;
  result["files_skipped"] = summary.files_skipped;
  result["items"] = summary.items;
  result["releases"] = summary.releases;
  result["items_with_errors"] = summary.items_with_errors;
  result["errors"] = summary.errors;
  result["warnings"] = summary.warnings;
  result["notes"] = summary.notes;
  result["by_rule"] = dict_of(summary.by_rule);
  result["known"] = summary.known ? nb::object(nb::int_(*summary.known)) : nb::none();
  result["coverage"] = list_of(summary.coverage);
  nb::dict figures;
  for (const auto& [name, value] : done.figures) figures[text_of(name)] = value;
  result["figures"] = figures;
  nb::list tables;
  for (const edca::MadeTable& table : done.tables)
    tables.append(
        nb::make_tuple(text_of(table.table), text_of(table.file), table.rows, table.columns));
  result["tables"] = tables;
  result["tallies"] = list_of(done.tallies);
  return result;
}

void add_finding(nb::module_& module) {
  using edca::Finding;
  using edca::Position;
  nb::class_<PyFinding>(module, "Finding", nb::is_final(),
                        "Something that is wrong in the data: rule, severity, place and sentence.")
      .def_prop_ro("rule", [](const PyFinding& f) { return text_of(f.finding.rule->id); })
      .def_prop_ro("severity", [](const PyFinding& f) { return text_of(name(f.finding.severity)); })
      .def_prop_ro("file", [](const PyFinding& f) { return text_of(f.finding.file); })
      .def_prop_ro("line", place_member<&Position::line>)
      .def_prop_ro("column", place_member<&Position::column>)
      .def_prop_ro("offset", place_member<&Position::offset>)
      .def_prop_ro("pointer", [](const PyFinding& f) { return text_of(f.finding.pointer); })
      .def_prop_ro("ocid", text_member<&Finding::ocid>)
      .def_prop_ro("release", text_member<&Finding::release>)
      .def_prop_ro("keyword", text_member<&Finding::keyword>)
      .def_prop_ro("property", text_member<&Finding::property>)
      .def_prop_ro("value", text_member<&Finding::value>)
      .def_prop_ro("title", text_member<&Finding::title>)
      .def_prop_ro("variant", text_member<&Finding::variant>)
      .def_prop_ro("old_value", text_member<&Finding::old_value>)
      .def_prop_ro("new_value", text_member<&Finding::new_value>)
      .def_prop_ro("cell", cell_member<&edca::Cell::name>)
      .def_prop_ro("sheet", cell_member<&edca::Cell::sheet>)
      .def_prop_ro("heading", cell_member<&edca::Cell::heading>)
      .def_prop_ro("arguments", [](const PyFinding& f) { return dict_of(f.finding.arguments); })
      .def_prop_ro("fingerprint",
                   [](const PyFinding& f) -> nb::object {
                     if (f.finding.fingerprint == 0) return nb::none();
                     return nb::int_(f.finding.fingerprint);
                   })
      .def(
          "sentence",
          [](const PyFinding& f, std::optional<std::string_view> lang) {
            return text_of(describe(f.finding, language_of(f, lang)));
          },
          nb::arg("lang") = nb::none())
      .def(
          "advice",
          [](const PyFinding& f, std::optional<std::string_view> lang) {
            return some(advise(f.finding, language_of(f, lang)));
          },
          nb::arg("lang") = nb::none())
      .def("as_dict", as_dict)
      .def("__repr__", [](const PyFinding& f) { return text_of(excerpt(f)); });
}

}  // namespace edca_python
