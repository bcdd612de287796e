#include <utility>

#include "convert/advertising.hpp"
#include "convert/conversion.hpp"
#include "convert/s6_pages.hpp"
#include "edca/legacy.hpp"
#include "edca/projects.hpp"
#include "items/run_log.hpp"
#include "ocds/profile_choice.hpp"
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

/// From the files of earlier systems to contracting data.
class FromLegacy final : public Conversion {
 public:
  explicit FromLegacy(const ConvertOptions& options) : converter_(with_reading(options)) {}

  ConvertSummary run(const std::vector<std::string>& inputs, const ConversionOutput& output,
                     FindingSink& sink, const Session& session) const override {
    LegacySummary made = converter_.run(inputs, output.write, sink, session);
    return {std::move(made.findings), made.releases, made.refused, made.cancelled};
  }

 private:
  static LegacyOptions with_reading(const ConvertOptions& options) {
    LegacyOptions result = options.legacy;
    result.read = options.read;
    result.from = options.from;
    return result;
  }

  LegacyConverter converter_;
};

template <class Kind>
std::unique_ptr<Conversion> make(const ConvertOptions& options) {
  return std::make_unique<Kind>(options);
}

}  // namespace

const std::vector<Row>& table() {
  static const std::vector<Row> rows = {
      {{"auto", "oc4ids", false}, make<ToProjects>},
      {{"auto", "s6", true}, make<ToS6>},
      {{"auto", "geojson", false}, make<ToGeojson>},
      {{"oc4ids", "ocds", false}, make<FromProjects>},
      {{"compranet", "ocds", false}, make<FromLegacy>},
      {{"comprasmx", "ocds", false}, make<FromLegacy>},
      {{"csv", "ocds", false}, make<FromLegacy>},
      {{"inai-csv", "ocds", false}, make<FromLegacy>},
      {{"s6", "ocds", false}, make<FromLegacy>},
      {{"publicidad-abierta", "json", false}, make<AdvertisingToJson>},
      {{"publicidad-abierta", "ocds", false}, make<AdvertisingToReleases>},
      {{"publicidad-abierta", "publicidad-abierta", true}, make<AdvertisingToArchive>},
      {{"publicidad-abierta", "tables", true}, make<AdvertisingToTables>},
  };
  return rows;
}

}  // namespace edca::convert
