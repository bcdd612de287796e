#include "edca/projects.hpp"

#include <utility>

#include "io/inputs.hpp"
#include "projects/project_run.hpp"
#include "rows/inputs.hpp"

namespace edca {

struct ProjectMaker::Parts {
  explicit Parts(ProjectOptions options) : plan(std::move(options)) {}
  projects::Plan plan;
};

ProjectMaker::ProjectMaker(ProjectOptions options) : parts_(new Parts(std::move(options))) {}
ProjectMaker::~ProjectMaker() = default;
ProjectMaker::ProjectMaker(ProjectMaker&&) noexcept = default;
ProjectMaker& ProjectMaker::operator=(ProjectMaker&&) noexcept = default;

ProjectSummary ProjectMaker::run(const std::vector<std::string>& inputs, const Write& write,
                                 FindingSink& sink, const Session& session) const {
  return projects::ProjectRun(parts_->plan, session, sink)
      .run(rows::expand(inputs, parts_->plan.options.read, session.temporary_folder), write);
}

std::string ProjectMaker::make(std::span<const std::string_view> texts, FindingSink& sink,
                               const Session& session) const {
  std::string lines;
  projects::ProjectRun(parts_->plan, session, sink)
      .run(io::in_memory(texts), [&](std::string_view text) {
        lines += text;
        return true;
      });
  return lines;
}

}  // namespace edca
