#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rows/values.hpp"

namespace edca::legacy {

/// A text as it is compared: small letters without accents, one space between words, none around.
std::string compared(std::string_view text);

/// What stands where a letter was lost.
constexpr std::string_view lost_letter = "\xEF\xBF\xBD";

/// What a cell stands for in a list of values; nullptr where the list does not have it. An empty
/// text in the answer: it is known to have no code. Thread-safe.
const std::vector<std::string>* known_value(std::string_view list, std::string_view cell);

/// What a cell about the way to contract says.
struct Method {
  std::string code;    ///< may be empty
  std::string name;    ///< "Adjudicación directa"
  std::string reason;  ///< what else the cell says; may be empty
};
/// Nothing where the cell begins with no way that is known.
std::optional<Method> read_method(std::string_view cell);

/// A cell with a date or a point in time, in any of the forms in which earlier systems wrote them,
/// as date-time with the time of Mexico: what it says is local, even where it says GMT, and is not
/// moved. rows::Value::wrong says why it is none.
rows::Value read_legacy_date(std::string_view cell, const rows::Zone& zone);

/// Whether the space between date and time is missing: "2019/05/0710:30".
bool is_time_joined(std::string_view text);

/// A point in time in the usual form.
struct Glanced {
  char text[26];  ///< a date-time, with an offset of six signs or "Z"
  std::size_t size = 0;
  std::int64_t seconds = 0;

  std::string_view view() const { return {text, size}; }
};
/// Reads what is a day, and perhaps a time, at a glance; false for all else, which may be one.
bool glance(std::string_view cell, const rows::Zone& zone, Glanced& read);

/// A point in time: as date-time, and in seconds, which only serve for comparing. None: text is "".
struct Moment {
  std::string text;
  std::int64_t seconds = 0;
};

/// The same as read_legacy_date(), quicker for the usual forms; its text is "" where that is wrong.
Moment read_moment(std::string_view cell, const rows::Zone& zone);

/// An amount as JSON; "" where a cell holds none. As rows::read_number(), quicker for the usual
/// forms. `decimal`: the mark in front of its fraction, '.' or ','.
std::string read_amount(std::string_view cell, char decimal = '.');
/// The digits and point of an amount in the usual form, with points; 0 for all else, which may be
/// one. There must be room for as many bytes as the cell has.
std::size_t glance_amount(std::string_view cell, char decimal, char* digits);

/// The later of two date-times; "" is before all.
const std::string& later(const std::string& left, const std::string& right);

/// "0", "0.01" and the like: nobody knows the amount. `number` is a number of JSON.
bool is_placeholder(std::string_view number);

/// An RFC as it should be written; "" where it has not the shape of one, is one for everybody or
/// for foreigners.
std::string read_rfc(std::string_view cell);

/// Whether a cell that should hold a number of a procedure or contract says that there is none:
/// "S/N", "N/A", "sin número", "pendiente", "-", "0". What it says is the same in rows that have
/// nothing to do with each other.
bool is_no_number(std::string_view text);

/// An id made of a name: small letters, digits and hyphens; "" where it has neither.
std::string slug(std::string_view name);

/// Whether a cell says yes or no, of what it says whether there is such a thing.
std::optional<bool> read_flag(std::string_view cell);

/// The parts of a cell with several codes.
void split_codes(std::string_view cell, std::vector<std::string_view>& parts);
inline std::vector<std::string_view> split_codes(std::string_view cell) {
  std::vector<std::string_view> parts;
  split_codes(cell, parts);
  return parts;
}

/// "Código del contrato" as "x_codigoDelContrato".
std::string additional_name(std::string_view heading);

}  // namespace edca::legacy
