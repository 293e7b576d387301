// SPDX-License-Identifier: Apache-2.0
import Database
import Vocabulary

/// Which numbers go on as which, whatever the day: what waits for a decision counts as what was decided,
/// or two proposals that look right one by one would lead back to where they began.
struct SuccessionOrder {
    private var next: [String: String] = [:]

    /// - Parameters:
    ///   - id: a succession that is looked at itself.
    ///   - statuses: those that count.
    init(
        without id: Int64? = nil,
        of statuses: Set<InsurerSuccession.Status> = [.proposed, .approved],
        from db: any Connection
    ) throws {
        for one in try SuccessionBook.all(from: db)
        where one.id != id && statuses.contains(one.status) {
            next[one.input.old.digits] = one.input.new.digits
        }
    }

    /// - Throws: `SuccessionRefusal.known` where the old number goes on already; `.circle` where the
    ///   new one goes on as the old one.
    func check(_ input: SuccessionInput) throws(SuccessionRefusal) {
        guard next[input.old.digits] == nil else { throw .known(input.old.digits) }
        guard Successors(next).newest(input.new.digits) != input.old.digits else { throw .circle }
    }
}
