#include "edca/budget.hpp"

#include "budget/budget_run.hpp"
#include "rows/inputs.hpp"

namespace edca {

std::string_view name(BudgetBy by) noexcept {
  switch (by) {
    case BudgetBy::programme:
      return "programme";
    case BudgetBy::contract:
      return "contract";
    case BudgetBy::line:
      break;
  }
  return "line";
}

std::string_view name(BudgetFormat format) noexcept {
  switch (format) {
    case BudgetFormat::json:
      return "json";
    case BudgetFormat::csv:
      return "csv";
    case BudgetFormat::html:
      return "html";
    case BudgetFormat::text:
      break;
  }
  return "text";
}

namespace budget {

std::unique_ptr<Format> make_format(const BudgetOptions& options) {
  switch (options.format) {
    case BudgetFormat::json:
      return make_json_format(options);
    case BudgetFormat::csv:
      return make_csv_format(options);
    case BudgetFormat::html:
      return make_html_format(options);
    case BudgetFormat::text:
      break;
  }
  return make_text_format(options);
}

}  // namespace budget

struct Budget::Parts {
  explicit Parts(BudgetOptions given) : options(std::move(given)), choice(options.read) {
    // What is wrong with the profile is said at once.
    const process::Ruleset ruleset(choice);
  }

  BudgetSummary run(const io::InputList& inputs, const Write& write, FindingSink& sink,
                    const Session& session) const {
    return budget::BudgetRun(options, choice, write, session, sink).run(inputs);
  }

  BudgetOptions options;
  ocds::ProfileChoice choice;
};

Budget::Budget(BudgetOptions options) : parts_(std::make_unique<Parts>(std::move(options))) {}
Budget::~Budget() = default;
Budget::Budget(Budget&&) noexcept = default;
Budget& Budget::operator=(Budget&&) noexcept = default;

BudgetSummary Budget::run(const std::vector<std::string>& inputs, const Write& write,
                          FindingSink& sink, const Session& session) const {
  return parts_->run(rows::expand(inputs, parts_->options.read, session.temporary_folder), write,
                     sink, session);
}

std::string Budget::look_at(std::span<const std::string_view> texts, FindingSink& sink) const {
  std::string result;
  const auto write = [&](std::string_view text) {
    result += text;
    return true;
  };
  parts_->run(io::in_memory(texts), write, sink, {});
  return result;
}

}  // namespace edca
