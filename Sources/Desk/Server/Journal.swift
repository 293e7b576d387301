// SPDX-License-Identifier: Apache-2.0
import Foundation
import Office
import Vocabulary

/// The journal of the server on standard error: faults with their reference numbers. Never a value
/// about a person: those are in the log of the gate.
enum Journal {
    /// Notes a fault.
    /// - Returns: the reference number for the page.
    static func note(_ error: any Error, _ visit: Visit) -> String {
        let reference = "D-" + randomKey(visit.installation.settings.random).prefix(8).uppercased()
        let what: String =
            if let fault = error as? Fault {
                "\(fault.kind.rawValue): \(fault.detail)"
            } else {
                "\(type(of: error))"
            }
        let body = visit.installation.body
        write("\(visit.desk.now.textInJapan) \(body) \(reference) \(visit.route.rawValue) \(what)")
        return reference
    }

    static func write(_ line: String) {
        FileHandle.standardError.write(Data((line + "\n").utf8))
    }
}
