#include <algorithm>
#include <array>
#include <string>

#include "base/ascii.hpp"
#include "schema/bcp47.hpp"
#include "semantics/values.hpp"

namespace edca::semantics {
namespace {

/// ISO 639-1, one code after the other.
constexpr std::string_view languages =
    "aaabaeafakamanarasavayazbabebgbhbibmbnbobrbscacechcocrcscucvcydadedvdzeeeleneoeseteufafffifjfo"
    "frfygagdglgngugvhahehihohrhthuhyhziaidieigiiikioisitiujajvkakgkikjkkklkmknkokrkskukvkwkylalblg"
    "lil"
    "nloltlulvmgmhmimkmlmnmrmsmtmynanbndnengnlnnnonrnvnyocojomorospapiplpsptqurmrnrorurwsascsdsesgs"
    "i"
    "skslsmsnsosqsrssstsusvswtatetgthtitktltntotrtstttwtyugukuruzvevivowawoxhyiyozazhzu";

/// By 26 × first letter + second letter: whether the two are a language.
constexpr std::array<bool, 26 * 26> make_language_table() {
  std::array<bool, 26 * 26> table{};
  for (std::size_t at = 0; at + 1 < languages.size(); at += 2) {
    const auto first = static_cast<std::size_t>(languages[at] - 'a');
    table[first * 26 + static_cast<std::size_t>(languages[at + 1] - 'a')] = true;
  }
  return table;
}

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// Two letters of ISO 639-1, or three of the thousands of languages of ISO 639-2 and 639-3, such as
/// "nah" and "maz".
bool is_language_code(std::string_view text) {
  static constexpr std::array<bool, 26 * 26> table = make_language_table();
  if (!std::all_of(text.begin(), text.end(), base::is_letter)) return false;
  if (text.size() != 2) return text.size() == 3;
  return table[static_cast<std::size_t>(lower(text[0]) - 'a') * 26 +
               static_cast<std::size_t>(lower(text[1]) - 'a')];
}

bool is_upper(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

/// Tags from before BCP 47 that have not its shape, in lower case.
/// https://www.rfc-editor.org/rfc/rfc5646#section-2.2.8
constexpr std::array<std::string_view, 17> irregular_languages = {
    "en-gb-oed", "i-ami", "i-bnn",     "i-default", "i-enochian", "i-hak",
    "i-klingon", "i-lux", "i-mingo",   "i-navajo",  "i-pwn",      "i-tao",
    "i-tay",     "i-tsu", "sgn-be-fr", "sgn-be-nl", "sgn-ch-de"};

/// A language tag (BCP 47, https://www.rfc-editor.org/rfc/rfc5646#section-2.1): "es", "nah",
/// "es-MX", "es-419", "zh-Hant", "x-norte" for private use. Letters of any case, as tags are
/// compared; "es_MX" leaves no doubt.
bool is_language(std::string_view text) {
  constexpr std::size_t longest = 64;
  if (text.size() > longest) return false;
  std::string tag(text);
  std::transform(tag.begin(), tag.end(), tag.begin(),
                 [](char c) { return c == '_' ? '-' : lower(c); });
  if (std::ranges::find(irregular_languages, tag) != irregular_languages.end()) return true;
  const std::string_view first = std::string_view(tag).substr(0, tag.find('-'));
  return (first == "x" || is_language_code(first)) && schema::is_language_suffix(tag);
}

/// A media type of IANA's shape, or one of the two words of OCDS.
bool is_media_type(std::string_view text) {
  if (text == "offline/print") return true;
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos || slash + 1 == text.size()) return false;
  constexpr std::array<std::string_view, 11> kinds = {"application", "audio", "example", "font",
                                                      "haptics",     "image", "message", "model",
                                                      "multipart",   "text",  "video"};
  if (std::find(kinds.begin(), kinds.end(), text.substr(0, slash)) == kinds.end()) return false;
  return text.find_first_of(" ,") == std::string_view::npos;
}

struct DocumentPlace {
  std::string_view code;
  std::string_view sections;  ///< where OCDS has a use for it
};

/// Codes that belong to one part of the process and to no other.
constexpr DocumentPlace document_places[] = {
    {"awardNotice", "awards"},
    {"biddingDocuments", "tender"},
    {"completionCertificate", "implementation"},
    {"contractAnnexe", "contracts"},
    {"contractNotice", "contracts"},
    {"contractSigned", "contracts"},
    {"feasibilityStudy", "planning"},
    {"finalAudit", "implementation"},
    {"financialProgressReport", "implementation"},
    {"marketStudies", "planning"},
    {"needsAssessment", "planning"},
    {"physicalProgressReport", "implementation"},
    {"procurementPlan", "planning"},
    {"shortlistedFirms", "tender"},
    {"tenderNotice", "tender"},
    {"winningBid", "awards"},
};

void check_document_type(const Visit& visit, Recorder& recorder) {
  const std::string_view code = trimmed(visit.value.view());
  const auto* found = std::find_if(std::begin(document_places), std::end(document_places),
                                   [&](const DocumentPlace& place) { return place.code == code; });
  if (found == std::end(document_places)) return;
  const std::string_view section = visit.around == "implementation" ? visit.around : visit.section;
  if (found->sections != section)
    recorder.add("code.document-section", visit.value, {{"section", found->sections}});
}

}  // namespace

void check_code(const Visit& visit, const Process& process, Recorder& recorder) {
  if (visit.value.kind != Kind::string) return;
  const std::string_view text = trimmed(visit.value.view());
  if (text.empty()) return;
  switch (visit.name) {
    case Name::language:
    case Name::available_language:
      if (!is_language(text)) recorder.add("code.language", visit.value);
      break;
    case Name::country_name:
      if (text.size() <= 3 && is_upper(text)) recorder.add("code.country-name", visit.value);
      break;
    case Name::format:
      if (visit.holder == "documents" && !is_media_type(text))
        recorder.add("code.media-type", visit.value);
      break;
    case Name::document_type:
      if (!process.standard.oc4ids) check_document_type(visit, recorder);
      break;
    default:
      break;
  }
}

}  // namespace edca::semantics
