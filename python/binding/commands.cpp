#include "commands.hpp"

#include "edca/differ.hpp"
#include "edca/link_checker.hpp"
#include "edca/merger.hpp"
#include "edca/packager.hpp"
#include "edca/reader.hpp"
#include "edca/upgrader.hpp"
#include "edca/validator.hpp"

namespace nb = nanobind;

namespace edca_python {
namespace {

/// An object of the library, made without the GIL and kept by its job.
template <class Worker, class Given>
std::shared_ptr<const Worker> make(Given given) {
  const nb::gil_scoped_release released;
  return std::make_shared<const Worker>(std::move(given));
}

/// Hands on lines, each whole and without its end.
class Lines {
 public:
  explicit Lines(Run& run) : run_(run) {}

  bool write(std::string_view text) {
    while (!text.empty()) {
      const std::size_t end = text.find('\n');
      line_ += text.substr(0, end);
      if (end == std::string_view::npos) break;
      hand_on();
      text.remove_prefix(end + 1);
    }
    return !run_.cancelled();
  }
  void end() {
    if (!line_.empty()) hand_on();
  }

 private:
  void hand_on() {
    const std::size_t bytes = line_.size();
    run_.push(Text{std::exchange(line_, {})}, bytes);
  }

  Run& run_;
  std::string line_;
};

}  // namespace

Run::Job validate_job(const Options& options) {
  edca::ValidateOptions given;
  static_cast<edca::ReadOptions&>(given) = options.read();
  given.only = options.texts("only");
  given.skip = options.texts("skip");
  given.max_findings = options.number("max_findings");
  given.jobs = static_cast<unsigned>(options.number("jobs"));
  given.temporary_folder = options.text("temporary_folder");
  given.schema = options.text("schema");
  given.engine = options.text("engine", "plan");
  given.rules_file = options.text("rules");
  given.baseline_file = options.text("baseline");
  given.fingerprints = options.flag("fingerprints");
  given.coverage = options.flag("coverage");
  given.now = options.text("now");
  const auto validator = make<edca::Validator>(std::move(given));
  return [validator, read = options.read(), session = options.session()](Run& run) {
    QueueSink sink(run);
    const auto links = [&](const edca::LinkChecker::Tell& tell) {
      edca::LinkChecker(read).run(run.arguments(), tell, run.session(session));
    };
    Done done;
    done.summary = validator->run(run.arguments(), sink, links);
    return done;
  };
}

Run::Job read_job(const Options& options) {
  return [read = options.read(), session = options.session()](Run& run) {
    QueueSink sink(run);
    edca::Reader reader(run.arguments(), read, sink, run.session(session));
    std::uint64_t package = 0;
    for (edca::Item item; reader.next(item);) {
      if (item.package != 0 && item.package != package) {
        package = item.package;
        run.push(Metadata{package, std::string(item.metadata)}, item.metadata.size());
      }
      run.push(ReadItem{name(item.kind), std::string(item.text), run.shown(std::string(item.file)),
                        item.at, std::string(item.pointer), item.package},
               item.text.size() + item.file.size() + 256);
    }
    Done done;
    done.summary = reader.summary();
    return done;
  };
}

namespace {

std::string_view name(edca::MergeProduct product) {
  using enum edca::MergeProduct;
  switch (product) {
    case versioned_releases:
      return "versioned";
    case records:
      return "records";
    case record_package:
      return "record-package";
    case blame:
      return "blame";
    case compiled_releases:
      break;
  }
  return "compiled";
}

edca::MergeProduct product_of(const Options& options) {
  using enum edca::MergeProduct;
  const std::string word = options.text("product", "compiled");
  for (const auto each : {compiled_releases, versioned_releases, records, record_package, blame}) {
    if (name(each) == word) return each;
  }
  throw edca::Error(edca::ErrorKind::usage, "python.option",
                    {{"value", word},
                     {"name", "product"},
                     {"known", "compiled, versioned, records, record-package, blame"}});
}

}  // namespace

Run::Job merge_job(const Options& options) {
  using enum edca::SameIds;
  edca::MergeOptions given;
  given.read = options.read();
  given.product = product_of(options);
  given.versioned = options.flag("versioned");
  given.linked = options.flag("linked");
  given.same_ids = options.named("same_ids", {merge, append, by_position});
  given.strict = options.flag("strict");
  given.upgrade = options.flag("upgrade");
  given.schema_file = options.text("schema");
  given.into = options.text("into");
  given.package = options.members();
  const bool whole = given.product == edca::MergeProduct::record_package;
  const auto merger = make<edca::Merger>(std::move(given));
  return [merger, whole, session = options.session()](Run& run) {
    QueueSink sink(run);
    Lines lines(run);
    const auto write = [&](std::string_view text) {
      if (!whole) return lines.write(text);
      run.push(Text{std::string(text)}, text.size());
      return !run.cancelled();
    };
    const edca::MergeSummary summary =
        merger->run(run.arguments(), write, sink, run.session(session));
    lines.end();
    Done done;
    done.summary = summary.findings;
    done.figures = {{"releases", summary.releases},
                    {"processes", summary.processes},
                    {"refused", summary.refused},
                    {"snapshots", summary.snapshots},
                    {"projects", summary.projects}};
    return done;
  };
}

Run::Job upgrade_job(const Options& options) {
  edca::UpgradeOptions given;
  given.read = options.read();
  given.repair = options.flag("repair");
  const auto upgrader = make<edca::Upgrader>(std::move(given));
  return [upgrader, session = options.session()](Run& run) {
    QueueSink sink(run);
    const auto write = [&](std::string_view text) {
      run.push(Text{std::string(text)}, text.size());
      return !run.cancelled();
    };
    const edca::UpgradeSummary summary =
        upgrader->run(run.arguments(), write, sink, run.session(session));
    Done done;
    done.summary = summary.findings;
    done.figures = {{"damaged", summary.damaged}};
    return done;
  };
}

Run::Job package_job(const Options& options) {
  using enum edca::PackageKind;
  edca::PackageOptions given;
  given.encoding = options.read().encoding;
  given.tables = options.tables();
  if (options.has("kind"))
    given.kind = options.named("kind", {release_package, record_package, project_package});
  if (options.has("by")) {
    using enum edca::PackageGrouping;
    given.by = options.named("by", {year, month, publisher});
  }
  given.size = options.number("size");
  given.extensions = options.texts("extension");
  given.members = options.members();
  given.name = options.text("name");
  const auto packager = make<edca::Packager>(std::move(given));
  return [packager, session = options.session()](Run& run) {
    QueueSink sink(run);
    const auto write = [&](const edca::MadePackage& package, std::string_view text) {
      run.push(
          PackagePiece{package.number, package.items, package.name, package.uri, std::string(text)},
          text.size());
      return !run.cancelled();
    };
    const edca::PackageSummary summary =
        packager->run(run.arguments(), write, sink, run.session(session));
    Done done;
    done.summary = summary.findings;
    done.figures = {{"packages", summary.packages.size()}, {"refused", summary.refused ? 1 : 0}};
    return done;
  };
}

namespace {

ProcessChanged own(const edca::ProcessChange& change) {
  ProcessChanged result{change.project, std::string(change.id), name(change.change), {}};
  for (const edca::ItemChange& item : change.items) {
    ProcessChanged::Item& to = result.items.emplace_back(
        ProcessChanged::Item{name(item.kind), name(item.change), std::string(item.id), {}});
    for (const edca::FieldChange& field : item.fields)
      to.fields.push_back({name(field.change), std::string(field.pointer),
                           std::string(field.old_pointer), std::string(field.before),
                           std::string(field.after)});
  }
  return result;
}

std::size_t weight(const ProcessChanged& change) {
  std::size_t bytes = change.id.size() + 128;
  for (const ProcessChanged::Item& item : change.items) {
    bytes += item.id.size() + 128;
    for (const ProcessChanged::Field& field : item.fields)
      bytes += field.pointer.size() + field.before.size() + field.after.size() + 160;
  }
  return bytes;
}

}  // namespace

Run::Job diff_job(const Options& options) {
  edca::DiffOptions given;
  given.encoding = options.read().encoding;
  given.tables = options.tables();
  const auto differ = make<edca::Differ>(std::move(given));
  return [differ, session = options.session()](Run& run) {
    QueueSink sink(run);
    const auto tell = [&](const edca::ProcessChange& change) {
      ProcessChanged output = own(change);
      const std::size_t bytes = weight(output);
      run.push(std::move(output), bytes);
      return !run.cancelled();
    };
    const edca::DiffSummary summary = differ->compare(run.arguments().at(0), run.arguments().at(1),
                                                      tell, sink, run.session(session));
    Done done;
    done.summary = summary.findings;
    const auto add = [&](std::string_view one, std::string_view two, std::string_view three,
                         std::string_view four, const edca::ChangeCounts& counts) {
      done.figures.emplace_back(one, counts.unchanged);
      done.figures.emplace_back(two, counts.added);
      done.figures.emplace_back(three, counts.removed);
      done.figures.emplace_back(four, counts.changed);
    };
    add("processes_unchanged", "processes_added", "processes_removed", "processes_changed",
        summary.processes);
    add("projects_unchanged", "projects_added", "projects_removed", "projects_changed",
        summary.projects);
    add("items_unchanged", "items_added", "items_removed", "items_changed", summary.items);
    done.figures.emplace_back("older_read", summary.older_read ? 1 : 0);
    done.figures.emplace_back("newer_read", summary.newer_read ? 1 : 0);
    return done;
  };
}

Run::Job flatten_job(const Options& options) {
  edca::FlattenOptions given;
  given.read = options.read();
  given.only = options.texts("only");
  given.skip = options.texts("skip");
  given.delimiter = options.text("delimiter", ",").front();
  given.excel = options.flag("excel");
  if (options.has("titles")) {
    using enum edca::TableTitles;
    given.titles = options.named("titles", {spanish, english, none});
  }
  if (options.has("style")) {
    using enum edca::TableStyle;
    given.style = options.named("style", {relational, flatten});
  }
  given.merge = options.flag("merge");
  given.one_pass = options.flag("one_pass");
  const auto flattener = make<edca::Flattener>(std::move(given));
  return [flattener, target = options.text("target"), overwrite = options.flag("overwrite"),
          session = options.session()](Run& run) {
    QueueSink sink(run);
    const edca::FlattenSummary summary =
        flattener->run(run.arguments(), target, overwrite, sink, run.session(session));
    Done done;
    done.summary = summary.findings;
    done.tables = summary.tables;
    return done;
  };
}

Run::Job indicators_job(const Options& options) {
  edca::IndicatorOptions given;
  given.read = options.read();
  given.settings = options.text("settings");
  given.sanctions = options.text("sanctions");
  given.tax_list = options.text("tax_list");
  given.legal_profile = options.text("legal_profile");
  given.only = options.texts("only");
  given.skip = options.texts("skip");
  given.prepare = options.flag("prepare");
  const auto indicators = make<edca::Indicators>(std::move(given));
  return [indicators, session = options.session()](Run& run) {
    QueueSink sink(run);
    std::uint64_t flags = 0;
    const auto tell = [&](const edca::IndicatorFlag& flag) {
      ++flags;
      edca::IndicatorFlag output = flag;
      std::size_t bytes = 512;
      for (edca::IndicatorEvidence& each : output.evidence) {
        each.file = run.shown(std::move(each.file));
        bytes += each.file.size() + each.value.size() + 128;
      }
      run.push(std::move(output), bytes);
      return !run.cancelled();
    };
    Done done;
    done.tallies = indicators->flags(run.arguments(), tell, sink, run.session(session));
    done.summary = sink.sums();
    done.figures = {{"flags", flags}};
    return done;
  };
}

Run::Job job_named(std::string_view command, const Options& options) {
  constexpr std::pair<std::string_view, Run::Job (*)(const Options&)> jobs[] = {
      {"validate", validate_job}, {"read", read_job},
      {"merge", merge_job},       {"upgrade", upgrade_job},
      {"package", package_job},   {"diff", diff_job},
      {"flatten", flatten_job},   {"indicators", indicators_job}};
  for (const auto& [name, job] : jobs) {
    if (name == command) return job(options);
  }
  return nullptr;
}

}  // namespace edca_python
