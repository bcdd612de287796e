#include "base/url.hpp"
#include "portal/html.hpp"
#include "portal/site.hpp"
#include "portal/words.hpp"

namespace edca::portal {
namespace {

/// An address of the portal: where it is not known where it will be served, one without a place.
std::string feed_id(const Site& site, const std::string& what) {
  if (!site.metadata.base_url.empty()) return address(site, what);
  return "urn:edca:" + base::encode(identifier_of(site)) + ":" + base::encode(what);
}

}  // namespace

std::string feed_xml(const Site& site) {
  const messages::Language language = site.options.languages.front();
  const std::vector<pages::Change>& changes = site.overview->changes;
  const Organization& publisher = site.metadata.publisher;
  const std::string title = dataset_title(site.metadata, language);
  std::string xml =
      "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n";
  xml += element("title", title) + "\n" + element("id", feed_id(site, "feed.xml")) + "\n" +
         element("updated", changes.empty() ? "1970-01-01T00:00:00Z" : changes.front().date) +
         "\n<author>" + element("name", publisher.name.empty() ? title : publisher.name) +
         "</author>\n<link rel=\"self\" href=\"" + escaped(address(site, "feed.xml")) + "\"/>\n";
  for (const pages::Change& change : changes) {
    const std::string page = "proceso.html?ocid=" + base::encode(change.ocid);
    xml += "<entry>" + element("title", change.title.empty() ? change.ocid : change.title) +
           element("id", feed_id(site, page)) + element("updated", change.date) + "<link href=\"" +
           escaped(address(site, page)) + "\"/>" +
           element("summary",
                   change.buyer.empty() ? change.ocid : change.buyer + " · " + change.ocid) +
           "</entry>\n";
  }
  return xml += "</feed>\n";
}

}  // namespace edca::portal
