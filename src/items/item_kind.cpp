#include "items/item_kind.hpp"

namespace edca::items {

ItemKind public_kind(ocds::Kind kind) {
  using ocds::Kind;
  switch (kind) {
    case Kind::compiled_release:
      return ItemKind::compiled_release;
    case Kind::versioned_release:
      return ItemKind::versioned_release;
    case Kind::record:
      return ItemKind::record;
    case Kind::project:
      return ItemKind::project;
    default:
      return ItemKind::release;
  }
}

}  // namespace edca::items
