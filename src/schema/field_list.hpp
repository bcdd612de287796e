#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "schema/profile.hpp"

namespace edca::schema {

/// A field of the items of a profile, wherever it may stand.
struct ListedField {
  std::string table;     ///< in whose rows it stands: "releases/awards/items"
  std::string path;      ///< from the item: "awards/items/unit/name"
  std::string title_es;  ///< its own, "Nombre"; may be empty
  std::string title_en;
  std::string heading_es;  ///< with those of the objects around it in the row: "Unidad: Nombre"
  std::string heading_en;
  std::string description;                ///< as the schema has it; may be empty
  std::uint8_t types = type_any;          ///< bits of TypeBit
  std::uint8_t element_types = type_any;  ///< of a list: those of its elements
  bool objects = false;                   ///< a list of objects: a table of its own
  std::string format;                     ///< "date-time", "uri", "email"
  const Codelist* codelist = nullptr;     ///< belongs to the profile
  bool open_codelist = false;
  bool required = false;         ///< wherever the object around it is
  bool row_required = false;     ///< in every row: so are the objects around it
  std::string extension;         ///< that brings it; empty for the standard's own
  bool organization = false;     ///< the id by which an organization among the parties is named
  std::string deprecated_since;  ///< "1.1"; empty when not deprecated
};

/// Every field of a release, or of a project, in the order of the schema: an object in front of
/// what is in it. A schema within itself is entered once.
std::vector<ListedField> list_fields(const Catalog& catalog, const Profile& profile);

}  // namespace edca::schema
