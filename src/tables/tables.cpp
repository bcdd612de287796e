#include "edca/tables.hpp"

#include "io/inputs.hpp"
#include "tables/flatten_run.hpp"
#include "tables/unflatten_run.hpp"

namespace edca {

struct Flattener::Parts {
  tables::FlattenSettings settings;
};

Flattener::Flattener(FlattenOptions options)
    : parts_(new Parts{tables::FlattenSettings(std::move(options))}) {}
Flattener::~Flattener() = default;
Flattener::Flattener(Flattener&&) noexcept = default;
Flattener& Flattener::operator=(Flattener&&) noexcept = default;

FlattenSummary Flattener::run(const std::vector<std::string>& arguments, const std::string& folder,
                              bool overwrite, FindingSink& sink, const Session& session) const {
  const io::InputList inputs = io::expand(arguments);
  return tables::FlattenRun(parts_->settings, inputs, session, sink).run(folder, overwrite);
}

struct Unflattener::Parts {
  UnflattenOptions options;
};

Unflattener::Unflattener(UnflattenOptions options) : parts_(new Parts{options}) {}
Unflattener::~Unflattener() = default;
Unflattener::Unflattener(Unflattener&&) noexcept = default;
Unflattener& Unflattener::operator=(Unflattener&&) noexcept = default;

UnflattenSummary Unflattener::run(const std::string& tables, const Write& write, FindingSink& sink,
                                  const Session& session) const {
  return tables::UnflattenRun(parts_->options, tables, session, sink).run(write);
}

}  // namespace edca
