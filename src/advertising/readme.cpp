#include "advertising/readme.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/md5.hpp"
#include "base/text.hpp"
#include "json/value.hpp"

namespace edca::advertising {
namespace {

constexpr std::size_t longest_line = 4096;
constexpr std::size_t most_listed = 10'000;
/// What older editions of the tool wrote where they wanted a line break.
constexpr std::string_view typed_break = "\\r\\n";

/// A file that the text names, with the line in which it does.
struct Listed {
  std::string name;
  std::string md5;  ///< "" where it has none
  std::uint64_t line = 0;
  std::size_t sum_at = 0;  ///< where the sum stands in the text
};

/// "Archivo: contratos.csv  Generado: … MD5=cfd29a94…: Contratos"
std::vector<Listed> read_list(std::string_view text) {
  constexpr std::string_view mark = "Archivo:";
  std::vector<Listed> list;
  std::uint64_t line = 1;
  std::size_t reached = 0;
  for (std::size_t at = text.find(mark); at != std::string_view::npos && list.size() < most_listed;
       at = text.find(mark, at + 1)) {
    line += static_cast<std::uint64_t>(std::count(text.data() + reached, text.data() + at, '\n'));
    reached = at;
    const std::string_view rest = text.substr(at, longest_line);
    const std::size_t end = std::min({rest.find('\n'), rest.find(typed_break), rest.size()});
    const std::string_view said = rest.substr(mark.size(), end - mark.size());
    Listed listed;
    listed.line = line;
    const std::string_view name = trimmed(said);
    listed.name = name.substr(0, name.find_first_of(" \t"));
    const std::size_t sum = said.find("MD5=");
    if (sum != std::string_view::npos) {
      const std::string_view digits = said.substr(sum + 4);
      listed.sum_at = at + mark.size() + sum + 4;
      listed.md5 = base::fold(digits.substr(0, digits.find_first_not_of("0123456789abcdefABCDEF")));
    }
    if (!listed.name.empty()) list.push_back(std::move(listed));
  }
  return list;
}

/// The sum of a file; "" for one that cannot be read.
std::string md5_of(const io::Input& input) {
  try {
    const auto source = io::open(input, {});
    base::Md5 sum;
    std::string block(std::size_t{256} << 10, '\0');
    while (const std::size_t got = source->read(block.data(), block.size()))
      sum.add(std::string_view(block).substr(0, got));
    return sum.finish();
  } catch (const io::InputFault&) {
    return {};
  }
}

std::string_view last_name(std::string_view path) {
  return path.substr(path.rfind('/') + 1);
}

Finding found_in(const Archive& archive, base::RuleId rule, std::uint64_t line,
                 Arguments arguments) {
  Finding finding;
  finding.rule = &rule.rule();
  finding.severity = finding.rule->severity;
  finding.variant = rule.variant();
  finding.file = archive.readme_name;
  finding.has_position = line != 0;
  if (line != 0) finding.at.line = line;
  finding.arguments = std::move(arguments);
  return finding;
}

class ReadmeCheck {
 public:
  ReadmeCheck(const Archive& archive, Listener& listener)
      : archive_(archive), listener_(listener) {}

  void run() {
    const std::vector<Listed> list = read_list(archive_.readme);
    if (archive_.readme.find(typed_break) != std::string::npos)
      tell("advertising.readme-line-breaks", 0, {});
    std::set<std::string_view> named;
    for (const Listed& listed : list) {
      check(listed);
      named.insert(listed.name);
    }
    for (const TableFile& file : archive_.files) {
      const std::string_view name = last_name(file.input.name);
      if (!named.contains(name))
        tell("advertising.readme-unlisted", 0, {{"name", std::string(name)}});
    }
  }

 private:
  void check(const Listed& listed) {
    const auto file = std::ranges::find_if(archive_.files, [&](const TableFile& each) {
      return last_name(each.input.name) == listed.name;
    });
    const auto damaged = [&](const io::InputProblem& problem) {
      return last_name(problem.name) == listed.name;
    };
    if (file == archive_.files.end() && std::ranges::any_of(archive_.problems, damaged)) return;
    if (file == archive_.files.end())
      return tell("advertising.readme-absent", listed.line, {{"name", listed.name}});
    if (listed.md5.size() != 32)
      return tell("advertising.readme-unlisted/sum", listed.line, {{"name", listed.name}});
    const auto [kept, added] = sums_.try_emplace(&*file);
    if (added) kept->second = md5_of(file->input);
    const std::string& found = kept->second;
    if (found.empty() || found == listed.md5) return;
    tell("advertising.readme-md5", listed.line,
         {{"name", listed.name}, {"said", listed.md5}, {"found", found}});
  }

  void tell(base::RuleId rule, std::uint64_t line, Arguments arguments) {
    if (!listener_.wants(rule)) return;
    Finding finding = found_in(archive_, rule, line, std::move(arguments));
    listener_.found(finding);
  }

  const Archive& archive_;
  Listener& listener_;
  std::map<const TableFile*, std::string> sums_;
};

}  // namespace

void check_readme(const Archive& archive, Listener& listener) {
  if (archive.readme_name.empty()) return;
  io::Input input;
  input.name = archive.readme_name;
  input.bytes = archive.readme.size();
  listener.begin(input);
  ReadmeCheck(archive, listener).run();
  FileFacts facts;
  facts.kind = "leeme";
  facts.encoding = "utf-8";
  facts.read = true;
  listener.end(facts);
}

std::string repaired_readme(const Archive& archive, const std::vector<std::string>& sums,
                            Listener& listener) {
  std::string text = archive.readme;
  for (const Listed& listed : read_list(archive.readme)) {
    const auto file = std::ranges::find_if(archive.files, [&](const TableFile& each) {
      return last_name(each.input.name) == listed.name;
    });
    if (file == archive.files.end() || listed.md5.size() != 32) continue;
    const std::string& sum = sums[static_cast<std::size_t>(file - archive.files.begin())];
    if (sum.empty() || sum == listed.md5 || md5_of(file->input) != listed.md5) continue;
    text.replace(listed.sum_at, sum.size(), sum);
    Finding finding = found_in(archive, "repair.text/sum", listed.line, {{"name", listed.name}});
    json::write_string(listed.md5, finding.old_value);
    json::write_string(sum, finding.new_value);
    if (listener.wants("repair.text/sum")) listener.found(finding);
  }
  bool broken = false;
  for (std::size_t at = text.find(typed_break); at != std::string::npos;
       at = text.find(typed_break, at + 1)) {
    text.replace(at, typed_break.size(), "\n");
    broken = true;
  }
  if (broken && listener.wants("repair.encoding/line-breaks")) {
    Finding finding = found_in(archive, "repair.encoding/line-breaks", 0, {});
    listener.found(finding);
  }
  return text;
}

}  // namespace edca::advertising
