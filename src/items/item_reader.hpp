#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/rule_id.hpp"
#include "check/input_checker.hpp"
#include "io/inputs.hpp"
#include "items/run_log.hpp"
#include "json/reader.hpp"
#include "ocds/decision.hpp"
#include "ocds/shape.hpp"

namespace edca::items {

/// Something in an input, as it is written there.
struct Item {
  std::string_view text;
  base::Place place;
  std::string base;           ///< JSON Pointer
  std::uint64_t package = 0;  ///< what begin_package() answered for the package around it; else 0
  bool bare = false;          ///< without any package
  unsigned portals = 0;       ///< objects of portals around it
  std::string_view around = {};  ///< the innermost of these; empty where it was not in memory
};

/// Reads inputs of any form and hands on what is in them: releases, records and projects, and what
/// the packages around them say of themselves. What is none of these becomes a finding. That an
/// item is JSON is not looked at, but for readable().
class ItemReader {
 public:
  using Item = items::Item;
  using Proceed = std::function<bool(std::uint64_t bytes)>;

  virtual ~ItemReader() = default;
  ItemReader(const ItemReader&) = delete;
  ItemReader& operator=(const ItemReader&) = delete;

  /// Reads an input. `progress` is told how many bytes of it were read and answers whether to go
  /// on. Throws what the functions below throw.
  void read(const io::Input& input, const Proceed& progress);
  /// The same step by step: read_batch() until it answers false. `reached` becomes the number of
  /// bytes that were read; what was handed on lasts until the next call. The input must outlive it.
  void begin(const io::Input& input);
  bool read_batch(std::uint64_t& reached);
  /// Reads inputs one after the other; what is wrong with the arguments comes first. `progress` is
  /// told how many bytes of all of them were read.
  void read(const io::InputList& inputs, const Proceed& progress);
  /// Notes what became of arguments beside the inputs: files that are left out, and what is wrong
  /// with them, which becomes a finding.
  void announce(const io::InputList& inputs);

  bool one_byte() const { return reader_.encoding != io::Encoding::utf8; }

 protected:
  using Kind = ocds::Kind;

  /// `log` must outlive the reader.
  ItemReader(Encoding encoding, const std::string& temporary_folder, RunLog& log);

  /// Units that were read together. Calls the functions below for what is in them.
  virtual void batch(const json::Batch& batch, const json::Reader& reader);
  /// After batch(): its texts may be kept for longer.
  virtual void done(std::unique_ptr<json::Batch> batch) { spare_.push_back(std::move(batch)); }
  /// After the last batch of an input: its summary is complete then.
  virtual void end_file(const json::Reader& reader);

  /// A release, compiled release, versioned release, record or project; in a package, whatever
  /// stands in its list: `kind` is then that of the list.
  virtual void take(Kind kind, const Item& item) = 0;
  /// A package, before its items; `metadata` is what of it stands before them. Answers a number by
  /// which its items name it.
  virtual std::uint64_t begin_package(Kind kind, const json::Value& metadata) = 0;
  /// The same package behind its items: `metadata` is all of it but the list, `first` the text of
  /// its first item.
  virtual void end_package(Kind kind, const json::Value& metadata, std::string_view first,
                           std::uint64_t number) = 0;
  /// Whether a unit was dealt with already.
  virtual bool takes(const json::Unit& unit) { return static_cast<void>(unit), false; }

  /// Calls `each` for a text, or for those that stand in the line of one because line breaks
  /// between them are missing. What stands behind a text in its line becomes a finding.
  void each_text(const json::Unit& unit, const std::function<void(const Item&)>& each);
  /// Calls `each` for every element of an array, with its place and pointer.
  void each_element(std::string_view array, base::Place place, const std::string& base,
                    const std::function<void(Item)>& each);
  /// Hands on what is in a text.
  void items_of(const Item& item) { text(item, false); }
  /// Says nothing of values that programs cannot hold, for commands that hand them on as they are.
  void accept_any_value();
  /// Whether the text is JSON; if not, what is wrong with it becomes a finding.
  bool readable(const Item& item);
  /// Looks at the rest of an object whose list of items was taken out of it.
  void check_around(const Item& item, std::string_view list, std::uint64_t count);
  /// A finding about an item; good until the next one.
  Finding& add(base::RuleId rule, const Item& item);
  /// What is wrong with the input itself.
  void fault(const json::Unit& unit);
  /// Hands the findings made so far to the log.
  void flush();
  /// Errors found so far in the unit at hand.
  std::uint64_t errors() const { return checker_->errors(findings_); }
  /// Notes what the file holds, and against what it was judged.
  void count(Kind kind);
  void count(const ocds::Decision& decision);

  RunLog& log_;
  json::ReaderOptions reader_;
  check::Scope scope_;
  std::unique_ptr<check::ItemChecker> checker_;
  check::Findings findings_;
  std::size_t file_ = 0;              ///< the index of the input at hand
  const io::Input* input_ = nullptr;  ///< itself

 private:
  /// A package whose items come one by one.
  struct Stream {
    std::uint64_t package = 0;
    std::string first;  ///< text of its first item
  };

  void text(const Item& item, bool nested);
  void object(const Item& item);
  void portal(const ocds::Shape& shape, const Item& item);
  void package(const ocds::Shape& shape, const Item& item);
  void item_of(Kind package, const Item& item);
  Stream& stream(const json::Envelope& envelope, std::string_view first);
  void stream_end(const json::Envelope& envelope);
  void check_envelope(const check::ItemTask& task, std::uint64_t items);
  void take_counted(Kind kind, const Item& item);

  std::unique_ptr<json::Batch> next_batch();

  std::vector<std::string> kinds_;
  check::ExtensionList extensions_;
  std::uint64_t unlisted_ = 0;  ///< findings of the input at hand that were only counted
  Finding unkept_;              ///< the last of these
  std::vector<ocds::Decision> decisions_;
  std::map<const void*, Stream> streams_;
  std::unique_ptr<json::Reader> batches_;  ///< of the input at hand
  std::unique_ptr<json::Batch> last_;
  std::vector<std::unique_ptr<json::Batch>> spare_;
};

}  // namespace edca::items
