// SPDX-License-Identifier: Apache-2.0
import Safeguards
import Vocabulary

/// One step of an electronic application that an officer makes.
///
/// (Part of `OperationCode.decideElectronicApplication`.)
enum MoveElectronicApplication {
    /// - Throws: `.unknownApplication`, `.notAllowed`.
    static func perform(
        _ command: ElectronicCommand, _ id: Int64, reason: ElectronicReason? = nil,
        note: String = "", dueOn: CivilDate? = nil, in scope: Scope
    ) throws {
        guard let application = try ElectronicBook.application(id, from: scope.db) else {
            throw ElectronicRefusal.unknownApplication
        }
        scope.saw([application.applicant, application.child].compactMap(\.self))
        try scope.record([
            try ElectronicMove(command, application, reason: reason, note: note, dueOn: dueOn)
        ])
    }
}
