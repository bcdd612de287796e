#include <utility>

#include "convert/advertising.hpp"
#include "convert/conversion.hpp"
#include "edca/projects.hpp"

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

template <class Kind>
std::unique_ptr<Conversion> make(const ConvertOptions& options) {
  return std::make_unique<Kind>(options);
}

}  // namespace

const std::vector<Row>& table() {
  static const std::vector<Row> rows = {
      {{"auto", "oc4ids", false}, make<ToProjects>},
      {{"publicidad-abierta", "json", false}, make<AdvertisingToJson>},
      {{"publicidad-abierta", "publicidad-abierta", true}, make<AdvertisingToArchive>},
      {{"publicidad-abierta", "tables", true}, make<AdvertisingToTables>},
  };
  return rows;
}

}  // namespace edca::convert
