#pragma once

#include "upgrade/changes.hpp"
#include "upgrade/document.hpp"

namespace edca::upgrade {

// OCDS 1.0 to 1.1, as ocdskit does it:
// https://standard.open-contracting.org/1.1/en/schema/changelog/

/// A release: organizations, amendments, transactions.
void release_to_1_1(Document& document, Document::Id release, Changes& changes);
/// A record: its compiled release and the releases embedded in it.
void record_to_1_1(Document& document, Document::Id record, Changes& changes);
/// The `version` of a package. `missing`: it has none, not even outside of this text.
void version_to_1_1(Document& document, Document::Id package, bool missing, Changes& changes);

/// Whether a release or record without a package is of OCDS 1.0: no release in it has `parties`.
bool is_1_0(const Document& document, Document::Id item);

}  // namespace edca::upgrade
