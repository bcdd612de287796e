#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

namespace library_test {

/// The arguments of a case: options with a value, flags, and inputs.
class Arguments {
 public:
  Arguments(int argc, char** argv) {
    static const std::map<std::string, std::string> short_names = {
        {"-o", "--output"}, {"-q", "--quiet"}, {"-v", "--verbose"}, {"-j", "--jobs"}};
    for (int at = 2; at < argc; ++at) {
      std::string word = argv[at];
      if (const auto found = short_names.find(word); found != short_names.end()) {
        word = found->second;
      }
      const std::size_t equals = word.find('=');
      if (word.starts_with("--") && equals != std::string::npos) {
        values_[word.substr(0, equals)].push_back(word.substr(equals + 1));
      } else if (!word.starts_with("--")) {
        inputs_.push_back(word);
      } else if (with_value().count(word) != 0 && at + 1 < argc) {
        values_[word].emplace_back(argv[++at]);
      } else {
        flags_.insert(word);
      }
    }
    if (inputs_.empty()) inputs_.emplace_back("-");
  }

  const std::vector<std::string>& inputs() const { return inputs_; }
  bool flag(const std::string& name) const { return flags_.count(name) != 0; }
  /// The last one; `otherwise` where it is not given.
  std::string value(const std::string& name, std::string otherwise = {}) const {
    const auto found = values_.find(name);
    return found == values_.end() ? otherwise : found->second.back();
  }
  std::vector<std::string> values(const std::string& name) const {
    const auto found = values_.find(name);
    return found == values_.end() ? std::vector<std::string>() : found->second;
  }

 private:
  static const std::set<std::string>& with_value() {
    static const std::set<std::string> names = {"--lang",
                                                "--output",
                                                "--color",
                                                "--encoding",
                                                "--jobs",
                                                "--temp",
                                                "--profile",
                                                "--extension",
                                                "--schema",
                                                "--memory",
                                                "--report",
                                                "--fail-on",
                                                "--on-duplicate-id",
                                                "--into",
                                                "--history",
                                                "--as",
                                                "--settings",
                                                "--where",
                                                "--preset",
                                                "--redact",
                                                "--amount",
                                                "--totals",
                                                "--sanctions",
                                                "--tax-list",
                                                "--legal-profile",
                                                "--by",
                                                "--from",
                                                "--project-id",
                                                "--projects",
                                                "--transforms",
                                                "--compatible",
                                                "--base-url",
                                                "--size",
                                                "--format",
                                                "--uri",
                                                "--published-date",
                                                "--publisher-name",
                                                "--publisher-uri",
                                                "--publisher-scheme",
                                                "--publisher-uid",
                                                "--license",
                                                "--publication-policy",
                                                "--package-file",
                                                "--to",
                                                "--require",
                                                "--only",
                                                "--skip",
                                                "--format",
                                                "--max-findings",
                                                "--rules",
                                                "--baseline",
                                                "--group-by",
                                                "--compare",
                                                "--now",
                                                "--map",
                                                "--prefix",
                                                "--format-id",
                                                "--extra",
                                                "--state",
                                                "--answer",
                                                "--also",
                                                "--ref",
                                                "--engine",
                                                "--codelist",
                                                "--with",
                                                "--decimal",
                                                "--delimiter",
                                                "--titles",
                                                "--style"};
    return names;
  }

  std::vector<std::string> inputs_;
  std::set<std::string> flags_;
  std::map<std::string, std::vector<std::string>> values_;
};

}  // namespace library_test
