#include <utility>

#include "convert/advertising.hpp"
#include "convert/conversion.hpp"
#include "convert/s6_pages.hpp"
#include "edca/legacy.hpp"
#include "edca/pnt.hpp"
#include "edca/projects.hpp"
#include "io/inputs.hpp"
#include "items/run_log.hpp"
#include "legacy/plan.hpp"
#include "legacy/run.hpp"
#include "ocds/profile_choice.hpp"
#include "pnt/import_run.hpp"
#include "projects/geojson.hpp"
#include "projects/ocds_run.hpp"
#include "rows/inputs.hpp"

namespace edca::convert {
namespace {

/// From contracting data to projects.
class ToProjects final : public Conversion {
 public:
  explicit ToProjects(const ConvertOptions& options) : maker_(with_reading(options)) {}

  ConvertSummary run(const std::vector<std::string>& inputs, const ConversionOutput& output,
                     FindingSink& sink, const Session& session) const override {
    ProjectSummary made = maker_.run(inputs, output.write, sink, session);
    return {std::move(made.findings), made.projects, made.refused, made.cancelled};
  }

 private:
  static ProjectOptions with_reading(const ConvertOptions& options) {
    ProjectOptions result = options.projects;
    result.read = options.read;
    return result;
  }

  ProjectMaker maker_;
};

/// From projects to contracting data.
class FromProjects final : public Conversion {
 public:
  explicit FromProjects(const ConvertOptions& options) : read_(options.read) {}

  ConvertSummary run(const std::vector<std::string>& inputs, const ConversionOutput& output,
                     FindingSink& sink, const Session& session) const override {
    items::RunLog log(sink);
    projects::OcdsSummary made =
        projects::OcdsRun(read_.encoding, session, log)
            .run(rows::expand(inputs, read_, session.temporary_folder), output.write);
    return {std::move(made.findings), made.releases, made.refused, made.cancelled};
  }

 private:
  ReadOptions read_;
};

/// From projects and contracting data to the places of a map.
class ToGeojson final : public Conversion {
 public:
  explicit ToGeojson(const ConvertOptions& options)
      : choice_(options.read), base_url_(options.projects.base_url) {}

  ConvertSummary run(const std::vector<std::string>& inputs, const ConversionOutput& output,
                     FindingSink& sink, const Session& session) const override {
    projects::MapSummary made =
        projects::MapRun(choice_, base_url_, session, sink)
            .run(rows::expand(inputs, choice_.options, session.temporary_folder), output.write);
    return {std::move(made.findings), made.features, made.left_out, made.cancelled};
  }

 private:
  ocds::ProfileChoice choice_;
  std::string base_url_;
};

ConvertSummary of(LegacySummary made) {
  return {std::move(made.findings), made.releases, made.refused, made.cancelled};
}

LegacyOptions legacy_options(const ConvertOptions& options) {
  LegacyOptions result = options.legacy;
  result.read = options.read;
  result.from = options.from;
  return result;
}

/// From the files of earlier systems to contracting data.
class FromLegacy final : public Conversion {
 public:
  explicit FromLegacy(const ConvertOptions& options) : converter_(legacy_options(options)) {}

  ConvertSummary run(const std::vector<std::string>& inputs, const ConversionOutput& output,
                     FindingSink& sink, const Session& session) const override {
    return of(converter_.run(inputs, output.write, sink, session));
  }

 private:
  LegacyConverter converter_;
};

/// From what the transparency platform gives to contracting data.
class FromPnt final : public Conversion {
 public:
  explicit FromPnt(const ConvertOptions& options) : importer_(legacy_options(options)) {}

  ConvertSummary run(const std::vector<std::string>& inputs, const ConversionOutput& output,
                     FindingSink& sink, const Session& session) const override {
    return of(importer_.run(inputs, output.write, sink, session));
  }

 private:
  PntImporter importer_;
};

/// From tables of either, told by their headings; those of PNT come last.
class FromTables final : public Conversion {
 public:
  explicit FromTables(const ConvertOptions& options) : plan_(legacy_options(options)) {}

  ConvertSummary run(const std::vector<std::string>& inputs, const ConversionOutput& output,
                     FindingSink& sink, const Session& session) const override {
    io::InputList others = io::expand(inputs);
    io::InputList pnt;
    std::vector<io::Input> kept;
    for (io::Input& each : others.inputs) {
      // What can be read only once is not looked at before.
      const bool once = each.stream || each.standard_input();
      const bool is = !once && pnt::is_pnt(each, session.temporary_folder);
      (is ? pnt.inputs : kept).push_back(std::move(each));
    }
    others.inputs = std::move(kept);
    const bool rest = !others.inputs.empty() || !others.problems.empty();
    ConvertSummary summary;
    if (rest || pnt.inputs.empty())
      summary = of(legacy::LegacyRun(plan_, session, sink).run(others, output.write));
    if (pnt.inputs.empty() || summary.cancelled) return summary;
    ConvertSummary more = of(pnt::ImportRun(plan_.options, session, sink).run(pnt, output.write));
    return rest ? both(std::move(summary), more) : more;
  }

 private:
  static ConvertSummary both(ConvertSummary one, const ConvertSummary& other) {
    items::add_figures(one.findings, other.findings);
    one.converted += other.converted;
    one.refused += other.refused;
    one.cancelled = other.cancelled;
    return one;
  }

  legacy::Plan plan_;
};

/// From contracting data to files for the transparency platform.
class ToPnt final : public Conversion {
 public:
  explicit ToPnt(const ConvertOptions& options) : exporter_(with_reading(options)) {}

  ConvertSummary run(const std::vector<std::string>& inputs, const ConversionOutput& output,
                     FindingSink& sink, const Session& session) const override {
    PntSummary made = exporter_.run(inputs, output.target, output.overwrite, sink, session);
    return {std::move(made.findings), made.rows, made.refused, made.cancelled};
  }

 private:
  static PntOptions with_reading(const ConvertOptions& options) {
    PntOptions result = options.pnt;
    result.read = options.read;
    return result;
  }

  PntExporter exporter_;
};

template <class Kind>
std::unique_ptr<Conversion> make(const ConvertOptions& options) {
  return std::make_unique<Kind>(options);
}

/// Of "auto", tables of the transparency platform too.
std::unique_ptr<Conversion> make_tables(const ConvertOptions& options) {
  if (options.from == "auto") return make<FromTables>(options);
  return make<FromLegacy>(options);
}

}  // namespace

const std::vector<Row>& table() {
  static const std::vector<Row> rows = {
      {{"auto", "oc4ids", false}, make<ToProjects>},
      {{"auto", "s6", true}, make<ToS6>},
      {{"auto", "geojson", false}, make<ToGeojson>},
      {{"oc4ids", "ocds", false}, make<FromProjects>},
      {{"compranet", "ocds", false}, make_tables},
      {{"comprasmx", "ocds", false}, make<FromLegacy>},
      {{"csv", "ocds", false}, make<FromLegacy>},
      {{"inai-csv", "ocds", false}, make<FromLegacy>},
      {{"s6", "ocds", false}, make<FromLegacy>},
      {{"pnt", "ocds", false}, make<FromPnt>},
      {{"auto", "pnt", true}, make<ToPnt>},
      {{"publicidad-abierta", "json", false}, make<AdvertisingToJson>},
      {{"publicidad-abierta", "ocds", false}, make<AdvertisingToReleases>},
      {{"publicidad-abierta", "publicidad-abierta", true}, make<AdvertisingToArchive>},
      {{"publicidad-abierta", "tables", true}, make<AdvertisingToTables>},
  };
  return rows;
}

}  // namespace edca::convert
