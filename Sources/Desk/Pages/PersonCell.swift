// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Safeguards
import Vocabulary

/// A person in a row of a list: name, number, and what must not be overlooked.
struct PersonCell: PageModel {
    let name: String
    let number: String
    let href: String
    let flags: [Flag]

    init(
        _ number: AddresseeNumber, _ people: ListedPeople,
        for reader: Principal
    ) {
        let person = people[number]
        name = person.map { reader.sees($0.shownName, of: .name) } ?? "（宛名の控えなし）"
        self.number = number.description
        href = Route.person.path(number)
        flags = people.isProtected(number) ? [.protected] : []
    }
}

extension Crumb {
    static let home = Crumb("ホーム", Route.home.path())

    /// The first page of a screen.
    static func screen(_ screen: Screen, _ route: Route) -> Crumb {
        Crumb(screen.title, route.path())
    }
}
