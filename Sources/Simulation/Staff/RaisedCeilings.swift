// SPDX-License-Identifier: Apache-2.0
import Copying
import Office
import Safeguards
import Vocabulary

extension OfficeYear {
    /// The lists of a large town name more families than one officer may look at in an hour: whoever
    /// has come to work with them has the ceiling raised for the day by a head, with the reason
    /// (上限の引上げ), as the desk asks for it.
    func raiseCeiling(of post: Post) throws {
        guard settings.people / 10 > office.ceilings.terms.ceiling(of: .persons).limit
        else { return }
        let head: Post
        switch post {
        case .counter, .secondCounter, .payment, .secondPayment: head = .head
        case .head: head = .secondHead
        case .secondHead, .administrator, .auditor: return
        }
        let today = clock.now().dayInJapan
        guard raised.updateValue(today, forKey: post) != today else { return }
        try office.casework.perform(
            RaiseCeiling.operation, by: try staff.principal(head), for: .audit,
            reason: "一斉の受付と決定のため、一覧に並ぶ人が多い"
        ) {
            try RaiseCeiling.perform(
                of: post.officer, .persons, to: settings.people, terms: office.ceilings.terms,
                in: $0)
        }
    }
}
