#include <iostream>

#include "edca/rule.hpp"

int main() {
  const edca::Rule* rule = edca::find_rule("schema.required");
  if (rule == nullptr || edca::rules().empty()) {
    std::cerr << "the installed library knows no rule schema.required\n";
    return 1;
  }
  std::cout << edca::rules().size() << " rules; " << rule->id << ": " << edca::name(rule->severity)
            << "\n";
}
