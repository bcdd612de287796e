#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "merge/merger.hpp"
#include "schema/profile.hpp"
#include "semantics/recorder.hpp"

namespace edca::semantics {

/// Compares the compiled release of a record with the merge of its releases. One per thread.
class CompiledCheck {
 public:
  /// `text` is that of the record, parsed as `tree`. Silent where a release is only linked, or the
  /// releases cannot be merged.
  void check(const Value& record, const json::Tree& tree, std::string_view text,
             const schema::Profile& profile, Recorder& recorder);

 private:
  struct Engine {
    explicit Engine(const json::Value& schema) : rules(schema), merger(rules) {}
    merge::Rules rules;
    merge::Merger merger;
  };

  std::map<const schema::Profile*, std::unique_ptr<Engine>> engines_;
  json::Tree merged_;
  std::string out_;
};

}  // namespace edca::semantics
