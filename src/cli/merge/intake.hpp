#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "check/item_checker.hpp"
#include "check/shape.hpp"
#include "cli/merge/log.hpp"
#include "cli/merge/metadata.hpp"
#include "cli/merge/origin.hpp"
#include "cli/merge/ruleset.hpp"
#include "json/inputs.hpp"
#include "json/reader.hpp"
#include "merge/grouper.hpp"

namespace edca::cli {

/// Reads inputs of any form and puts their releases into a Grouper, by OCID. What is no release and
/// what cannot be merged becomes a finding. That a release is JSON is not looked at here.
class Intake {
 public:
  /// Everything handed in must outlive the intake.
  Intake(const ValidateOptions& options, merge::Grouper& grouper, Ruleset& ruleset,
         PackageFacts& packages, Log& log);

  using Progress = std::function<bool(std::uint64_t bytes)>;
  /// Reads an input; `existing`: merged releases that others are added to, in the form that
  /// `versioned` says. `progress` is told how many bytes of it were read and answers whether to go
  /// on. Throws Error(input, "merge.into") when existing releases cannot be used.
  void read(const json::Input& input, bool existing, bool versioned, const Progress& progress);
  /// A problem of the arguments.
  void problem(const json::InputProblem& problem);

  bool one_byte() const { return reader_.encoding != json::Encoding::utf8; }

 private:
  using Kind = check::Kind;
  struct Item {
    std::string_view text;
    json::Place place;
    std::string base;
    std::uint64_t package = 0;  ///< number of the release package around it
    bool bare = false;          ///< without any package: it decides the profile itself
    unsigned portals = 0;       ///< objects of portals around it
  };
  /// A package whose items come one by one.
  struct Stream {
    std::uint64_t package = 0;
    std::string first;  ///< text of its first item
  };

  void batch(const json::Batch& batch);
  void fault(const json::Unit& unit);
  void text(const Item& item, bool nested);
  void object(const Item& item);
  void each_element(std::string_view array, json::Place place, const std::string& base,
                    const std::function<void(Item)>& each);
  void package(const check::Shape& shape, const Item& item);
  void item_of(Kind package, const Item& item);
  void stream_item(const json::Unit& unit);
  void stream_end(const json::Envelope& envelope);
  void facts(Kind kind, const json::Value& metadata, std::string_view first, std::uint64_t number);
  void existing(const Item& item);
  void record(const Item& item);
  void release(const Item& item, std::string_view record_ocid);

  void count(Kind kind);
  void count(const check::Decision& decision);
  void count_item();
  void end_file(const json::Reader& reader);
  Finding& add(std::string_view rule, const Item& item);
  bool readable(const Item& item);
  void check_around(const Item& item, std::string_view list, std::uint64_t count);
  void flush();
  [[noreturn]] void refuse_existing() const;

  merge::Grouper& grouper_;
  Ruleset& ruleset_;
  PackageFacts& packages_;
  Log& log_;
  std::string encoding_;
  json::ReaderOptions reader_;
  check::Scope scope_;
  std::unique_ptr<check::ItemChecker> checker_;
  check::Findings findings_;

  std::size_t file_ = 0;
  bool existing_ = false;
  bool versioned_ = false;
  std::vector<std::string> kinds_;
  std::vector<check::Decision> decisions_;
  std::vector<std::string> unknown_extensions_;  ///< of all files
  std::map<const void*, Stream> streams_;
  std::string head_;
};

}  // namespace edca::cli
