#include "convert/advertising_inputs.hpp"

#include <algorithm>

#include "items/table_log.hpp"

namespace edca::convert {

std::vector<advertising::Archive> archives_of(const std::vector<std::string>& inputs,
                                              const ReadOptions& read, const std::string& target,
                                              items::RunLog& log) {
  io::InputList list = io::expand(inputs);
  if (!target.empty()) io::refuse_inputs({target}, list);
  ReadOptions options = read;
  options.profile = advertising::profile;
  std::vector<advertising::Archive> archives = advertising::take_archives(list, options);
  for (const advertising::Archive& archive : archives)
    list.problems.insert(list.problems.end(), archive.problems.begin(), archive.problems.end());
  for (const io::RepeatedInput& file : list.repeated) log.repeated(file.name, file.first);
  log.skipped(list.skipped);
  for (const io::InputProblem& problem : list.problems) {
    io::Input input;
    input.name = problem.name;
    Finding finding = items::RunLog::make_general(problem.fault.rule);
    finding.variant = problem.fault.variant;
    finding.arguments = problem.fault.arguments;
    log.add(std::move(finding), log.begin_file(input));
  }
  return archives;
}

bool fits_headings(const advertising::TableFile& file, const advertising::TableRows& rows) {
  const auto& cells = rows.cells();
  const auto end =
      cells.begin() + static_cast<std::ptrdiff_t>(std::min(cells.size(), file.headings.size()));
  return std::all_of(end, cells.end(),
                     [](std::string_view cell) { return advertising::trimmed(cell).empty(); });
}

FileRun read_file(const advertising::TableFile& file, items::RunLog& log,
                  const std::function<bool()>& cancelled,
                  const std::function<bool(const advertising::TableRows& rows)>& row) {
  items::TableLog told(log, log.begin_file(file.input), cancelled);
  advertising::Teller teller(file, told);
  advertising::FileFacts facts{file.table->name,
                               std::string(advertising::name(file.lineage)),
                               std::string(advertising::name(file.facts.encoding)),
                               true,
                               0,
                               0};
  FileRun figures;
  try {
    advertising::TableRows rows(file);
    while (rows.next() && !cancelled()) {
      teller.row(rows);
      ++facts.rows;
      if (rows.unclosed()) {
        ++figures.refused;
        teller.tell("advertising.quote", advertising::nowhere);
        break;
      }
      if (row(rows)) {
        ++figures.rows;
        continue;
      }
      ++figures.refused;
      teller.tell("advertising.row-width", advertising::nowhere,
                  {{"cells", std::to_string(rows.cells().size())},
                   {"headings", std::to_string(file.headings.size())}});
    }
  } catch (const io::InputFault& fault) {
    teller.tell_fault(fault);
  }
  told.end(facts);
  return figures;
}

ConvertSummary summary_of(items::RunLog& log, const FileRun& figures, bool cancelled) {
  log.finish();
  return {log.summary(), figures.rows, figures.refused, cancelled};
}

}  // namespace edca::convert
