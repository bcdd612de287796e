#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace edca::legacy {

/// What the cells of a column are, and so what is made of them.
enum class Kind : std::uint8_t {
  text,
  procedure,  ///< its number, by which rows belong together
  file,       ///< code of the file of the procedure, where that has no number
  contract,   ///< its number
  element,    ///< whether the row is about a procedure or a project of one
  amount,
  currency,
  date,
  code,       ///< of the list of values that `detail` names
  label,      ///< a text, or what the list of values that `detail` names has for it
  method,     ///< way to contract, its name and the reason in one
  category,   ///< main and additional category
  once,       ///< a text of the process, of which a row may say nothing by 0
  append,     ///< a text that is added to the one before it
  unit_name,  ///< name of a unit, with its key behind #
  personal,   ///< of a natural person
  rfc,
  registry,     ///< number in the register that `detail` names; 0: none
  document,     ///< address of a document of the type `detail`
  items,        ///< keys of the classification `detail`
  budget,       ///< the component `detail` of a budget line
  budget_text,  ///< the description of that component
  related,      ///< title of a process that is related as `detail` says; or just that there is one
  related_id,   ///< its identifier
  related_number,  ///< the number of a procedure of the same system
  amended,         ///< whether there is an amendment
  keep,            ///< has no place in the standard
  keep_amount,     ///< likewise, a number
  drop,            ///< of the system itself; says nothing of the contracting
};

/// Of what a column tells something.
enum class Root : std::uint8_t { release, award, contract, buyer, unit, supplier, funder };

struct LayoutColumn {
  std::string heading;
  /// "tender/title", "contracts[]/value/netAmount", "parties[supplier]/name"; "" for none.
  std::string path;
  Kind kind = Kind::text;
  std::string detail;
  bool apostrophe = false;  ///< cells begin with one, which is no part of them
  bool fallback = false;    ///< only where another column said nothing
  bool tax_unsaid = false;  ///< an amount without tax by custom, not by its heading
  Root root = Root::release;
  std::vector<std::string> keys;  ///< below the root; "[]" behind that of a list
  std::size_t line = 0;           ///< of the file of the layout, from 1
};

/// Where an amount stands: an object with "amount" or "netAmount", and its currency.
struct AmountPlace {
  Root root = Root::release;
  std::vector<std::string> keys;

  bool operator==(const AmountPlace&) const = default;
};

/// How the files of a system are laid out.
struct Layout {
  std::string name;                    ///< "compranet-c"
  std::string from;                    ///< as `edca convert --from` calls it
  std::string currency;                ///< of all amounts, where no cell says it
  std::vector<std::string> signature;  ///< headings by which it is known
  std::vector<std::string> begins;     ///< what a row may begin with; empty: anything
  std::vector<LayoutColumn> columns;
  std::vector<AmountPlace> amounts;  ///< of the columns
  bool by_order = false;             ///< with as many columns as here, they are told by their order
  bool first_may_be_empty = false;   ///< the first heading
  bool rows_are_contracts = false;   ///< although no column has their number
};

/// Reads one of TOML (docs/commands/convert.md#maps). Throws Error(usage, "convert.map-syntax")
/// with arguments path and line; "convert.map-entry" with path and entry.
Layout read_layout(std::string_view text, const std::string& path);

/// Those that are known, by name. Thread-safe.
const std::vector<Layout>& layouts();

/// Which column of a layout each column of a file is.
struct Match {
  static constexpr std::size_t unknown = ~std::size_t{0};

  const Layout* layout = nullptr;
  std::vector<std::size_t> columns;  ///< by column of the file; `unknown` for others
};

/// The layout that a row of headings is of: the one most of whose headings are there. Nothing where
/// none has its signature, or without one half of its headings.
std::optional<Match> match(std::span<const std::string_view> headings,
                           std::span<const Layout> known);

}  // namespace edca::legacy
