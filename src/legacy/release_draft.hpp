#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "legacy/draft.hpp"
#include "legacy/memo.hpp"
#include "legacy/notes.hpp"
#include "legacy/pen.hpp"
#include "legacy/plan.hpp"
#include "legacy/rows.hpp"
#include "legacy/tree.hpp"
#include "legacy/values.hpp"

namespace edca::legacy {

/// RFC of suppliers by their names, where one name has one RFC only.
using TaxIds = std::map<std::string, std::string, std::less<>>;

/// What a row is about beside what its cells say.
struct RowFacts {
  std::string number;    ///< of the process, without the prefix
  std::string contract;  ///< its id; "" where there is none
  bool project = false;  ///< a project of a call, not a procedure
  bool joined = false;   ///< a project that a procedure came of
};

/// The places of all columns that there are.
struct Places {
  explicit Places(std::span<const Layout> layouts);

  Tree& of(Root root);
  Tree::Spot add(Root root, std::span<const std::string> keys, bool additional = false) {
    return of(root).add(keys, additional);
  }

  Tree release;
  Tree award;
  Tree contract;
  Tree party;

  Tree::Spot number, method, method_name, rationale, category, categories, framework, status;
  Tree::Spot unit_id, unit_name, buyer_id, buyer_name;
  Tree::Spot breakdown_id, breakdown_lines;
  Tree::Spot item_id, item_scheme, item_class;
  Tree::Spot meeting_id, meeting_date;
  Tree::Spot amount, net_amount, currency;  ///< of the contract
  Tree::Spot amendment_id;
  Tree::Spot award_id, award_status, contract_id, contract_award;
  Tree::Spot party_id, party_name, scheme, tax_id, registry_id, registry_scheme;
};

/// The release of a process, row by row. Made once for a run: what is known of columns stays.
class ReleaseDraft {
 public:
  ReleaseDraft(const Plan& plan, Notes& notes);

  /// Begins a process. `tax_ids`: its RFC, asked for when a row has none.
  void begin(std::function<const TaxIds&()> tax_ids);
  void add(const Row& row, const RowFacts& facts);
  /// The release in a line, with its break. `number` of the process, without prefix; `now` where no
  /// date is told.
  std::string finish(std::string_view number, const std::string& now);
  /// Tells what was counted, at the end of the run.
  void tell();

 private:
  static constexpr std::size_t no_component = ~std::size_t{0};

  /// What a text of a list of values stands for.
  struct Known {
    const std::vector<std::string>* codes = nullptr;  ///< nullptr: nothing
    std::string first;                                ///< of them, as JSON
    std::string all;                                  ///< an array
  };
  /// What is made of the cells of a column.
  struct Cell {
    std::size_t at = 0;  ///< column
    const LayoutColumn* column = nullptr;
    Kind kind = Kind::keep;
    Root root = Root::contract;
    Tree::Spot spot;
    Tree::Spot other;                     ///< of unknown ones, where the row is of no contract
    std::uint32_t planning = Tree::none;  ///< list of documents of projects
    /// Of codes: what is known of their list.
    Memo<Known>* codes = nullptr;
    std::size_t component = no_component;  ///< of a budget line
    bool of_tender = false;
    bool happened = false;
    bool list = false;  ///< of texts
    bool apostrophe = false;
  };
  /// Cells that were left out.
  struct Count {
    std::uint64_t times = 0;
    RowAt at;
    std::size_t column = 0;

    void add(const RowAt& where, std::size_t of) {
      if (times++ > 0 && where.row >= at.row) return;
      at = where;
      column = of;
    }
  };
  /// An amount of 0 or 1, which another column may replace.
  struct Placeholder {
    Root root;
    Tree::Spot spot;
    std::size_t column;
  };
  /// Where an additional field goes.
  struct Target {
    Root root;
    Tree::Spot spot;
    bool of_tender;
  };
  struct SheetPlan {
    std::vector<Cell> cells;  ///< in the order in which they are looked at
    std::vector<std::pair<Root, std::array<Tree::Spot, 3>>> amounts;  ///< amount, net, currency
    Count unmapped;
    std::vector<Count> personal;
  };
  struct Party {
    bool made = false;  ///< of its name
    Total total;
    std::vector<std::string_view> roles;
    Index groups;  ///< ids of those it is a member of
    std::vector<std::string_view> members;
  };
  struct Line {
    std::vector<std::string_view> components;
  };
  /// Something that is said of a related process.
  struct Related {
    std::string_view relationship;
    std::string_view name;
    std::string_view value;

    bool is_of(const Related& other) const {
      return relationship == other.relationship && name == other.name;
    }
    bool operator<(const Related& other) const {
      return std::tie(relationship, name) < std::tie(other.relationship, other.name);
    }
  };
  /// What a row says of one component of budget lines.
  struct Component {
    bool said = false;
    std::vector<std::string_view> codes;
    std::string_view description;
    bool described = false;
  };
  /// A point in time: as JSON, and for comparing.
  struct Point {
    std::string_view json;
    std::int64_t seconds = 0;
  };
  struct MethodText {
    bool known = false;
    std::string code;
    std::string name;
    std::string reason;
  };

  // Cells: release_draft_cells.cpp
  void cell(const Cell& cell, std::string_view text);
  void amount(const Cell& cell, std::size_t at, std::string_view text);
  void currency(const Cell& cell, std::size_t at, std::string_view text);
  void date(const Cell& cell, std::size_t at, std::string_view text);
  void code(const Cell& cell, std::size_t at, std::string_view text);
  void method(std::size_t at, std::string_view text);
  void category(const Cell& cell, std::size_t at, std::string_view text);
  void unit_name(const Cell& cell, std::string_view text);
  void personal(const Cell& cell, std::size_t at, std::string_view text);
  void rfc(std::size_t at, std::string_view text);
  void document(const Cell& cell, std::size_t at, std::string_view text);
  void items(const Cell& cell, std::string_view text);
  void budget(const Cell& cell, std::string_view text);
  void related(const Cell& cell, std::size_t at, std::string_view text);
  void keep(const Cell& cell, const Target& to, std::size_t at, std::string_view text);
  void put(const Cell& cell, std::string_view text);
  void append(std::string_view text);
  const Known& known(const Cell& cell, std::string_view list, std::string_view text);
  Point point_of(std::string_view text);
  std::string_view number_of(std::size_t at, std::string_view text);
  Part& part(Root root) { return parts_[static_cast<std::size_t>(root)]; }
  bool lost(const Cell& cell) const { return facts_->joined && cell.of_tender; }

  // Columns and the whole: release_draft.cpp
  SheetPlan& plan_of(const Row& row);
  Cell cell_of(const Sheet& sheet, std::size_t at);
  void finish_amounts();
  void finish_budget();
  void finish_related();
  void finish_parties();
  void finish_contract();
  void add_component(std::size_t at, std::string_view code, Line& line);
  void add_line(const Line& line);
  void relate(std::vector<Related>& all, const Related& said, bool first_stands);
  std::string_view id_of(Root root);
  std::string_view id_by_name(Root root);
  void find_supplier_rfc();
  void add_contract();
  Party& party(std::string_view id);
  std::string_view reference(Root root, std::string_view role, std::string_view id);
  void differs(const std::string& place);
  std::string tags() const;
  void write_parties(Pen& out);
  void write_related(Pen& out);
  void write_lines();
  std::string release_of(std::string_view number, std::string_view date, std::size_t content);

  const Plan& plan_;
  Notes& notes_;
  Places places_;
  std::vector<std::unique_ptr<SheetPlan>> sheets_;
  std::map<std::string, Memo<Known>, std::less<>> known_;  ///< by list
  Memo<MethodText> methods_;
  Total::Differs hear_;

  // Of the process.
  std::function<const TaxIds&()> tax_ids_;
  Arena arena_;
  Total release_;
  std::vector<std::unique_ptr<Party>> parties_;
  Index party_ids_;
  Index line_ids_;
  std::vector<Line> lines_;
  std::vector<Related> related_;  ///< in order
  Pen contracts_;
  Pen awards_;
  Point last_;

  // Of the row.
  const Row* row_ = nullptr;
  const RowFacts* facts_ = nullptr;
  SheetPlan* sheet_ = nullptr;
  std::array<Part, 7> parts_;
  Total award_;
  Total contract_;
  std::string rationale_;
  std::array<Component, 3> budget_;
  std::vector<Related> row_related_;  ///< in order
  std::vector<Placeholder> placeholders_;
  std::vector<std::string_view> codes_;  ///< of a cell with several
  Filled element_;                       ///< of a list
  bool damaged_ = false;                 ///< letters of it were lost before
  bool currency_unknown_ = false;
  Point row_last_;
  Point row_planned_;

  // For writing.
  Pen planning_;
  Pen tender_;
  Pen body_;
  Pen scratch_;
};

}  // namespace edca::legacy
