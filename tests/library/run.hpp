#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "arguments.hpp"
#include "edca/language.hpp"
#include "edca/package_members.hpp"
#include "edca/read_options.hpp"
#include "edca/session.hpp"
#include "edca/sink.hpp"
#include "edca/writer.hpp"
#include "messages/messages.hpp"
#include "report/report.hpp"

namespace library_test {

/// "" where it is not set.
std::string environment(const char* name);
/// Where added extensions are; "" where that is not known.
std::string extension_folder();

/// What all cases share: says sentences on standard error and holds the result.
class Run {
 public:
  explicit Run(const Arguments& arguments);

  void say(const std::string& line) const;
  std::string text(std::string_view key, const edca::Arguments& arguments = {}) const;
  edca::Language language() const { return language_; }
  bool verbose() const { return arguments_.flag("--verbose"); }
  bool quiet() const { return arguments_.flag("--quiet"); }
  const std::string& output() const { return output_; }
  bool overwrite() const { return arguments_.flag("--overwrite"); }

  /// Opened when it is first written to.
  bool write(std::string_view bytes);
  void commit();

  edca::ReadOptions read_options() const;
  edca::PackageMembers package_members() const;
  edca::Session session() const;
  /// 1 where there is what --fail-on names, else 0.
  int code(const edca::Summary& summary) const;

 private:
  const Arguments& arguments_;
  edca::Language language_;
  std::string output_;
  std::optional<edca::Writer> writer_;
};

/// Says findings as the program does, and hands them to the report.
class Printer final : public edca::FindingSink {
 public:
  /// Findings of the rule `advised`, or "all", come with what to do.
  Printer(const Arguments& arguments, const Run& run, edca::Severity least, std::uint64_t most,
          std::string_view advised = {});

  void finding(const edca::Finding& finding) override;
  void file(const edca::FileSummary& file) override;
  void repeated(const std::string& file, const std::string& first) override;
  void skipped(const std::string& file) override;
  void finish(const edca::Summary& summary);

 private:
  bool is_said(edca::Severity severity) const;
  void say_skipped();

  const Run& run_;
  std::uint64_t skipped_ = 0;
  edca::Severity least_;
  std::uint64_t most_;
  std::string_view advised_;
  std::vector<std::uint64_t> counts_;
  std::optional<edca::Writer> report_file_;
  std::unique_ptr<edca::report::Report> report_;
};

// The commands; they answer the exit code.
int convert(const Arguments& arguments);
int diff(const Arguments& arguments);
int flatten(const Arguments& arguments);
int merge(const Arguments& arguments);
int package(const Arguments& arguments);
int unflatten(const Arguments& arguments);
int upgrade(const Arguments& arguments);
int publish(const Arguments& arguments);
int validate(const Arguments& arguments);
int schema(const Arguments& arguments);
int explain(const Arguments& arguments);
int info(const Arguments& arguments);
int budget(const Arguments& arguments);
int indicators(const Arguments& arguments);
int select(const Arguments& arguments);

}  // namespace library_test
