#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "edca/language.hpp"
#include "schema/profile.hpp"
#include "tables/template_facts.hpp"

namespace edca::tables {

/// What is typed in the cells of a column.
enum class CellKind : std::uint8_t {
  text,
  key,  ///< ids and codes: digits that must stay as they are typed
  date,
  money,
  number,
  integer,
  boolean,
  code,   ///< one of a list
  codes,  ///< several of a list, with ";" between them
};

enum class Need : std::uint8_t { always, if_it_applies, no };

struct TemplateColumn {
  std::string field;  ///< "awards/items/id"; of a key of a row around the same as there
  std::string path;   ///< "awards/0/items/0/id", see template_marks.hpp
  std::string title;
  Need need = Need::no;
  std::string how;
  std::string example;
  CellKind kind = CellKind::text;
  const schema::Codelist* codelist = nullptr;  ///< belongs to the profile
  bool open = false;                           ///< further codes may be used
  bool around = false;                         ///< names a row around
  std::string refers_to;  ///< "awards/id": its values stand in that column; "" for none
};

struct TemplateSheet {
  std::string table;  ///< "releases/awards/items"
  std::string name;
  std::vector<TemplateColumn> columns;
};

/// What a cell is chosen from: what is shown, and the code it stands for.
struct TemplateList {
  const schema::Codelist* codelist;  ///< nullptr: yes and no
  std::string name;                  ///< as cells refer to it: "lista_partyRole"
  std::vector<std::pair<std::string, std::string>> entries;
};

struct TemplateRequest {
  std::optional<Detail> detail = {};     ///< nothing: common, and full of tables that are asked for
  std::vector<std::string> tables = {};  ///< "contracts" or "releases/contracts"; empty: all
  Language language = Language::spanish;
  std::string prefix = {};  ///< of OCIDs; may be empty
  bool of_release = false;  ///< with the columns that a reader makes otherwise: id, date, tag …
};

/// A workbook to fill in, before it is written. Keeps pointers into its profile.
struct TemplateModel {
  Language language = Language::spanish;
  std::string prefix;
  std::vector<TemplateSheet> sheets;
  std::vector<TemplateList> lists;
  std::vector<std::pair<std::string, std::string>> meta;
  std::vector<std::string> tables;  ///< all of the profile, with a sheet or without
};

/// Throws Error(usage, "template.table") for a table that the profile does not have.
TemplateModel make_template(const schema::Catalog& catalog, const schema::Profile& profile,
                            const TemplateRequest& request);

/// What is shown for a code of a list: its title where that leads back to it, else the code.
std::string label_of(const schema::Codelist& list, const schema::Code& code, Language language);

}  // namespace edca::tables
