#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/token_index.hpp"
#include "check/stack.hpp"
#include "json/parse.hpp"
#include "schema/plan.hpp"

namespace edca::check {

/// What the names of a text say of a plan before anything is judged by it.
struct Suitability {
  std::uint64_t misfits = 0;  ///< as Structure::misfits()
  std::string hint;           ///< as Structure::hint()
};

/// Walks once over the names of a text, for several plans at a time: much less work than judging by
/// one of them. Not thread-safe; reuse one per thread.
class NameSurvey {
 public:
  /// Answers one for each plan, at most 32 of them; nothing for texts with which the parser has to
  /// help: long or damaged ones.
  std::span<const Suitability> look(std::string_view text,
                                    std::span<const schema::Node* const> plans);

 private:
  class Walk;

  /// A schema in force for an open object or array, or for the next value.
  struct Active {
    const schema::Node* node;
    std::uint32_t plan;
  };

  base::TokenIndex tokens_;
  json::Scratch scratch_;
  Stack<Active> actives_;
  Stack<Active> wants_;
  std::vector<Suitability> answers_;
};

}  // namespace edca::check
