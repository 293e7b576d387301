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

    /// - Parameter registered: the name by the register, of somebody who may never have applied.
    init(
        _ number: AddresseeNumber, _ people: ListedPeople, orElse registered: String = "",
        for reader: Principal
    ) {
        let name = people[number]?.shownName ?? registered
        self.name = name.isEmpty ? "（宛名の控えなし）" : reader.sees(name, of: .name)
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
