#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "semantics/process.hpp"
#include "semantics/recorder.hpp"

namespace edca::semantics {

/// Member names that rules about single values know; `other` for all else.
enum class Name : std::uint8_t {
  amount,
  available_language,
  available_languages,
  classification_id,
  coordinates,
  country_name,
  date,
  date_met,
  date_modified,
  date_published,
  date_signed,
  description,
  document_type,
  due_date,
  duration,
  email,
  end_date,
  fax,
  format,
  id,
  language,
  max_extent_date,
  net_amount,
  percentage,
  postal_code,
  published_date,
  quantity,
  start_date,
  street,
  telephone,
  title,
  unit_name,
  updated,
  uri,
  url,
  other,
};

/// A value where it stands.
struct Visit {
  Name name;             ///< of the member, or of the list that the value is an element of
  std::string_view key;  ///< the same as text
  const Value& value;
  const Value* object;       ///< the object that has the member; nullptr for elements
  std::string_view holder;   ///< the name under which that object stands, in a list or alone
  std::string_view around;   ///< the name under which the holder stands
  std::string_view section;  ///< the member of the item that all this belongs to
};

// Each looks at one value; Process tells the standard and the time.
/// Whether the text says something, so that other rules may look at it.
bool check_string(const Visit& visit, const TextHints& hints, Recorder& recorder);
/// Whether all objects of the list have an id.
bool check_list(const Visit& visit, const Process& process, Recorder& recorder);
/// `schema` is that of the list, nullptr: it has none; `references` are those of the process,
/// sorted.
void check_missing_ids(const Value& list, const schema::Node* schema,
                       std::span<const Value* const> references, Recorder& recorder);
void check_amount(const Visit& visit, const Process& process, Recorder& recorder);
void check_date(const Visit& visit, const Process& process, Recorder& recorder);
void check_period(const Value& period, Recorder& recorder);
void check_code(const Visit& visit, const Process& process, Recorder& recorder);
void check_contact(const Visit& visit, const Process& process, Recorder& recorder);
void check_coordinates(const Visit& visit, const Process& process, Recorder& recorder);

/// Whether the text is a CURP: four letters, a date, sex, five letters, homonym character, check
/// digit.
bool is_curp(std::string_view word);
inline constexpr std::size_t curp_length = 18;

/// What the decoded strings of an item have; `text` holds them all, and may hold more.
TextHints find_text_hints(std::string_view text);

}  // namespace edca::semantics
