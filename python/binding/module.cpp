// The module edca._edca: what the package cannot say in Python.

#include <nanobind/nanobind.h>
#include <nanobind/stl/optional.h>
#include <nanobind/stl/string_view.h>

#include <optional>

#include "commands.hpp"
#include "convert.hpp"
#include "edca/catalog.hpp"
#include "edca/explain.hpp"
#include "edca/indicators.hpp"
#include "edca/language.hpp"
#include "glance.hpp"
#include "json_text.hpp"
#include "options.hpp"
#include "run.hpp"

namespace nb = nanobind;

namespace edca_python {
namespace {

std::string_view name(edca::ErrorKind kind) {
  switch (kind) {
    case edca::ErrorKind::usage:
      return "usage";
    case edca::ErrorKind::schema:
      return "schema";
    case edca::ErrorKind::network:
      return "network";
    case edca::ErrorKind::input:
      break;
  }
  return "input";
}

/// Makes the exception of the package that tells of an Error.
void translate(const std::exception_ptr& caught, void*) {
  try {
    std::rethrow_exception(caught);
  } catch (const edca::Error& error) {
    nb::dict arguments;
    for (const auto& [key, value] : error.arguments()) arguments[text_of(key)] = text_of(value);
    const nb::object exception =
        nb::module_::import_("edca._errors")
            .attr("error_of")(text_of(name(error.kind())), text_of(error.key()), arguments);
    PyErr_SetObject(reinterpret_cast<PyObject*>(Py_TYPE(exception.ptr())), exception.ptr());
  }
}

/// The sentence of a key of the catalogue of errors.
nb::object sentence(std::string_view key, const nb::dict& arguments, std::string_view lang) {
  edca::Arguments given;
  for (const auto& [one, value] : arguments)
    given.emplace_back(utf8_of(nb::str(one)), utf8_of(nb::str(value)));
  const edca::Error error(edca::ErrorKind::input, std::string(key), given);
  return text_of(describe(error, lang == "en" ? edca::Language::english : edca::Language::spanish));
}

/// A run, with the bytes of Python that it reads.
class PyRun {
 public:
  /// `inputs`: tuples ("path", PATH, SHOWN), ("bytes", NAME, BYTES), ("pieces" or "lines", NAME,
  /// None).
  PyRun(std::string_view command, const nb::list& inputs, const nb::dict& options) {
    std::vector<GivenTo> given;
    for (const nb::handle each : inputs) given.push_back(input_of(nb::cast<nb::tuple>(each)));
    english_ = Options(options).text("lang") == "en";
    Run::Job job = job_named(command, Options(options));
    run_ = std::make_unique<Run>(given, std::move(job));
  }

  /// What comes next: a list of outputs, the number of an input that wants more, or a dictionary of
  /// figures at the end. With `end` texts come as bytes, as many as there are in one, each with
  /// these behind it.
  nb::object next(std::optional<std::string_view> end) {
    for (;;) {
      Run::Next what = Run::Next::wait;
      {
        const nb::gil_scoped_release released;
        what = run_->wait();
      }
      switch (what) {
        case Run::Next::outputs: {
          nb::list list;
          std::string joined;
          for (Output& output : run_->take()) {
            if (const auto* const text = end ? std::get_if<Text>(&output) : nullptr) {
              joined += text->text;
              joined += *end;
            } else {
              list.append(python_of(std::move(output), english_));
            }
          }
          if (!joined.empty()) list.append(nb::bytes(joined.data(), joined.size()));
          return list;
        }
        case Run::Next::input:
          return nb::int_(run_->wanted());
        case Run::Next::done:
          return python_of(run_->done());
        case Run::Next::wait:
          if (PyErr_CheckSignals() != 0) throw nb::python_error();
      }
    }
  }

  void feed(std::size_t input, nb::bytes piece) {
    run_->feed(input, std::string(piece.c_str(), piece.size()));
  }
  void feed_end(std::size_t input) { run_->feed(input, std::nullopt); }

  void skip_findings() { run_->skip_findings(); }

  void cancel() {
    const nb::gil_scoped_release released;
    run_->cancel();
  }

 private:
  GivenTo input_of(const nb::tuple& input) {
    GivenTo given;
    const std::string kind = nb::cast<nb::str>(input[0]).c_str();
    given.name = bytes_of(input[1]);
    if (kind == "bytes") {
      const nb::bytes bytes = nb::cast<nb::bytes>(input[2]);
      kept_.push_back(bytes);
      given.kind = GivenTo::Kind::bytes;
      given.bytes = {bytes.c_str(), bytes.size()};
    } else if (kind == "pieces") {
      given.kind = GivenTo::Kind::pieces;
    } else if (kind == "lines") {
      given.kind = GivenTo::Kind::lines;
    } else {
      given.shown = bytes_of(input[2]);
    }
    return given;
  }

  /// Names of files are bytes; the package gives them so (os.fsencode).
  static std::string bytes_of(nb::handle value) {
    const nb::bytes bytes = nb::cast<nb::bytes>(value);
    return {bytes.c_str(), bytes.size()};
  }

  bool english_ = false;
  std::vector<nb::bytes> kept_;
  std::unique_ptr<Run> run_;  // last: it reads the rest
};

nb::list rules_named(std::string_view word) {
  nb::list result;
  const auto text = [](const edca::Rule& rule, edca::RuleText part, edca::Language language) {
    return text_of(explain(rule, part, language));
  };
  const std::vector<const edca::Rule*> rules =
      word.empty() ? std::vector<const edca::Rule*>() : edca::rules_named(word);
  const auto add = [&](const edca::Rule& rule) {
    nb::dict each;
    each["id"] = text_of(rule.id);
    each["severity"] = text_of(edca::name(rule.severity));
    each["profiles"] = text_of(rule.profiles);
    each["source"] = text_of(rule.source);
    using enum edca::RuleText;
    for (const auto& [key, language] :
         {std::pair("es", edca::Language::spanish), std::pair("en", edca::Language::english)}) {
      each[key] =
          nb::make_tuple(text(rule, title, language), text(rule, why, language),
                         text(rule, fix, language), text_of(edca::explanation(rule, language)));
    }
    const std::optional<edca::RuleSample> sample = edca::sample_of(rule);
    each["bad"] = sample ? text_of(sample->bad) : nb::none();
    each["good"] = sample ? text_of(sample->good) : nb::none();
    result.append(each);
  };
  for (const edca::Rule* rule : rules) add(*rule);
  if (word.empty()) {
    for (const edca::Rule& rule : edca::rules()) add(rule);
  }
  return result;
}

nb::object indicator_text(std::string_view id, std::string_view lang) {
  const edca::Indicator* indicator = edca::find_indicator(id);
  if (indicator == nullptr) return nb::none();
  const auto language = lang == "en" ? edca::Language::english : edca::Language::spanish;
  return nb::make_tuple(text_of(explain(*indicator, edca::IndicatorText::name, language)),
                        text_of(explain(*indicator, edca::IndicatorText::rule, language)));
}

/// Of every field of the items of a profile: table, path, format and codelist.
nb::list fields(std::string_view profile) {
  nb::list result;
  for (const edca::FieldEntry& field : edca::Catalog().fields(profile))
    result.append(nb::make_tuple(text_of(field.table), text_of(field.path), text_of(field.format),
                                 text_of(field.codelist)));
  return result;
}

/// The OCID of an item, or None.
nb::object ocid(const nb::bytes& text) {
  const auto written = ocid_as_written({text.c_str(), text.size()});
  if (!written) return nb::none();
  if (written->find('\\') == std::string_view::npos) return text_of(*written);
  const std::string quoted = '"' + std::string(*written) + '"';
  try {
    return nb::module_::import_("json").attr("loads")(text_of(quoted));
  } catch (const nb::python_error&) {
    return nb::none();
  }
}

/// Every indicator: id, unit, whether it is usual, grounds.
nb::list all_indicators() {
  nb::list result;
  for (const edca::Indicator& each : edca::all_indicators())
    result.append(nb::make_tuple(text_of(each.id), text_of(edca::name(each.unit)), each.usual,
                                 text_of(edca::name(each.grounds))));
  return result;
}

}  // namespace
}  // namespace edca_python

NB_MODULE(_edca, module) {
  using namespace edca_python;
  // A run that is still under way when Python ends is closed by the package.
  nb::set_leak_warnings(false);
  nb::register_exception_translator(translate);
  module.attr("__version__") = EDCA_VERSION;
  add_finding(module);
  nb::class_<PyRun>(module, "Run", nb::is_final())
      .def(nb::init<std::string_view, const nb::list&, const nb::dict&>())
      .def("next", &PyRun::next, nb::arg("end").none() = nb::none())
      .def("feed", &PyRun::feed)
      .def("feed_end", &PyRun::feed_end)
      .def("skip_findings", &PyRun::skip_findings)
      .def("cancel", &PyRun::cancel);
  module.def(
      "json_text",
      [](nb::handle value) {
        const std::string text = json_text(value);
        return nb::bytes(text.data(), text.size());
      },
      nb::arg().none());
  module.def("sentence", sentence);
  module.def("rules_named", rules_named);
  module.def("indicator_text", indicator_text);
  module.def("fields", fields);
  module.def("ocid", ocid);
  module.def("is_closed", [](const nb::bytes& text) {
    return is_closed({text.c_str(), text.size()});
  });
  module.def("all_indicators", all_indicators);
}
