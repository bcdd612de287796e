#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.hpp"
#include "io/source.hpp"
#include "json/value.hpp"

namespace edca::json {

/// The object around a list of items that is too large to be held: everything but the elements of
/// the list, which became units of their own.
struct Envelope {
  std::string text;         ///< the object's JSON text with the list empty
  std::string list;         ///< the key of the list: "releases"
  base::Place start;        ///< of text[0]
  std::size_t gap = 0;      ///< offset in `text` of the bracket that closes the list
  base::Place after_gap;    ///< where that bracket stands in the input
  std::uint64_t count = 0;  ///< elements of the list
  std::string base;         ///< JSON Pointer of the object
  Value metadata;           ///< the members known when the first element came; all, where needed
  bool complete = false;    ///< the object was closed
  bool is_portal = false;   ///< a portal's list around packages or items; no standard describes it
  std::shared_ptr<const void> decision;  ///< whatever the consumer wants to remember of it
};

/// Something wrong with the input itself, found while cutting it into units.
struct Fault {
  base::RuleId rule = "input.syntax";
  std::string variant;
  Arguments arguments;
};

/// What is wrong with the byte of a text at an offset where UTF-8 breaks off.
Fault encoding_fault(std::string_view text, std::size_t offset);

/// The same of a variant of input.syntax; a byte order mark between values harms none of them.
Fault fault_between(std::string_view variant);

/// One piece of work.
struct Unit {
  enum class Kind {
    text,      ///< a whole JSON text, or an element of a top-level array or of a portal's list
    item,      ///< an element of the list of an envelope: a release, record or project
    envelope,  ///< the rest of the envelope, after its items
    fault,
  };
  Kind kind = Kind::text;
  std::string_view text;    ///< of text and item; points into the batch
  base::Place place;        ///< of text[0], or of the fault
  std::string base;         ///< JSON Pointer of the text within its JSON text: "/releases/12" or ""
  std::uint64_t index = 0;  ///< of an item in its list
  /// With ReaderOptions::keep_between: the bytes between the unit before and this text. An envelope
  /// whose items came before it has no text: this is what stands behind the last of them.
  std::string_view before;
  std::shared_ptr<Envelope> envelope;  ///< of item and envelope
  Fault fault;
};

/// Units that share a buffer.
struct Batch {
  std::vector<char> buffer;
  std::vector<std::unique_ptr<std::string>> texts;  ///< those that were put together elsewhere
  std::vector<Unit> units;
};

struct ReaderOptions {
  std::size_t chunk = 1 << 20;            ///< bytes read at a time, and the size of a batch
  std::uint64_t item_limit = 256u << 20;  ///< the largest item
  io::Encoding encoding = io::Encoding::utf8;
  io::UnpackLimits unpack;
  std::string temporary_folder;  ///< where standard input is kept when it has to be read twice
  bool whole_texts = false;      ///< no list is cut into its elements
  /// Hands the bytes between the units on as well, as far as the first fault; that an envelope is
  /// UTF-8 is then for the consumer to see.
  bool keep_between = false;
  /// Keys of an object's lists of items ("releases") and of portals' lists of packages or items.
  std::vector<std::string> item_keys;
  std::vector<std::string> text_keys;
  /// Whether the members read so far (all before the list) decide how the items are judged. If not,
  /// the reader looks ahead for the members after the list before it hands on the first item.
  std::function<bool(const Value& metadata)> decided;
  /// Whether an object with these members is no envelope but one item with a list inside (a
  /// record).
  std::function<bool(const Value& metadata)> is_item;
};

/// Cuts an input into units: a JSON text, JSON Lines, concatenated JSON texts; the elements of a
/// large array or package one by one, so that memory is bounded by the largest item. Only brackets
/// and quotes are looked at here; the units are parsed by whoever gets them.
class Reader {
 public:
  Reader(io::Input input, const ReaderOptions& options);
  ~Reader();

  /// Fills a batch with about a chunk of units; false when there is nothing more. Throws
  /// Error(input) only when the temporary folder cannot be used.
  bool next(Batch& batch);

  bool byte_order_mark() const { return byte_order_mark_; }
  /// Whether the input holds nothing but white space. After the last batch.
  bool empty() const { return texts_ == 0 && !faulted_; }
  /// Whether the input is read line by line (JSON Lines).
  bool lines() const { return lines_; }
  /// With keep_between: what stands behind the last unit. After the last batch.
  std::string_view between() const { return between_; }

 private:
  enum class State { start, lines, texts, members, elements, done };
  struct Object;  // an object or array that is walked because it is too large, or cut short

  // Reading. need() answers whether there are more bytes now; when not, either the batch has to go
  // out first (full_) or the input is at its end.
  void start();
  void fill();
  bool need(const Batch& batch);
  bool is_full(const Batch& batch) const;
  bool skip_white(const Batch& batch);
  void consume(const char* to);
  void keep_between(std::string_view text);
  const char* value_end(const Batch& batch, const char* from);
  const char* element_end(const Batch& batch, const char* from);
  const char* tolerant_end(const Batch& batch, const char* from);
  bool is_damaged(const char* from) const;
  bool looks_like_lines() const;

  // One step each: consumes something, or asks for more, or ends.
  void step_lines(Batch& batch);
  void step_texts(Batch& batch);
  void step_members(Batch& batch);
  void step_elements(Batch& batch);
  void step_member(Batch& batch, std::size_t opening);
  void walk();
  bool step_foreign(Batch& batch);

  // Damaged JSON.
  void mistake(Batch& batch, const base::Place& place, std::string_view variant);
  void tell_mistake(Batch& batch);
  const char* stray_end(const Batch& batch);
  void stray_bracket(Batch& batch);

  bool opens_list(const std::string& key) const;
  bool open_list(Batch& batch, const std::string& key, const char* after_bracket);
  void close_list();
  void end_list();
  void close_object(Batch& batch);
  Value look_ahead(std::size_t ahead);
  void pass_over(Batch& batch);
  void give_up(Batch& batch);
  void no_end(Batch& batch);
  void stray_comma(Batch& batch, const base::Place& place);
  void size_fault(Batch& batch);
  void discard_line();
  bool text_of_line(Batch& batch, std::string_view line, std::string_view text, bool others);
  void emit(Batch& batch, Unit::Kind kind, std::string_view text, std::size_t kept = 0);
  void fault(Batch& batch, base::RuleId rule, std::string variant = {}, Arguments arguments = {});
  void end_early(Batch& batch);
  void stop(Batch& batch);

  const char* begin() const { return buffer_.data() + at_; }
  const char* end() const { return buffer_.data() + size_; }
  std::size_t left() const { return size_ - at_; }

  io::Input input_;
  const ReaderOptions& options_;
  std::unique_ptr<io::Source> source_;
  std::optional<io::InputFault> pending_;  // comes out where the bytes before it end
  std::vector<char> buffer_;
  std::vector<char> rest_;   // what the last batch left over
  std::string between_;      // bytes behind the last unit
  std::size_t of_unit_ = 0;  // bytes to be consumed that are the unit's own
  std::size_t at_ = 0;
  std::size_t size_ = 0;
  bool at_end_ = false;
  bool full_ = false;
  bool too_large_ = false;
  bool byte_order_mark_ = false;
  bool faulted_ = false;
  bool lines_ = false;
  unsigned foreign_told_ = 0;             ///< bits of Foreign between values
  std::optional<std::size_t> line_left_;  ///< of a line of which texts were handed on already
  bool careful_ = false;  ///< some value was no JSON: ends are not looked for by brackets alone
  int searches_ = 0;
  std::uint64_t texts_ = 0;
  base::Place place_;
  State state_ = State::start;
  std::unique_ptr<Object> object_;
};

}  // namespace edca::json
