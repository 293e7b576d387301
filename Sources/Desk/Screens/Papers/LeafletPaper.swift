// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Office
import Press

/// やさしい日本語の案内 from 1110 and 1410: a page about the scheme and about nobody.
enum LeafletPaper {
    static func print(_ visit: Visit) throws -> Answer {
        let (office, desk) = (visit.installation, visit.desk)
        let profile = desk.settings.office
        let sheet = try Leaflet.of(office.book, schemes: office.settings.schemesDirectory).sheet(
            office.book, on: visit.today, city: profile.city, desk: profile.desk,
            withReadings: visit.form.isTicked("furigana"))
        return .pdf(
            try desk.pressRoom().preview([sheet], desk.order("やさしい日本語の案内")).0,
            name: "leaflet.pdf")
    }
}
