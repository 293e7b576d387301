// SPDX-License-Identifier: Apache-2.0
import Hummingbird
import Safeguards

/// What the table of routes says about one address.
struct RouteDefinition {
    /// Who may come in.
    enum Access: Equatable {
        /// Without a log-in: nothing about a person is behind it.
        case open
        /// With a log-in, and nothing about a person is behind it.
        case session
        /// With a log-in, for whoever may do this: an empty form that begins it. Nothing is read
        /// behind it, so only a refusal is written into the log.
        case form(OperationCode)
        /// Through the gate, as this operation of the table of operations.
        case operation(OperationCode)
    }

    /// A form that brings files.
    struct Upload: Equatable {
        /// The most bytes of one form, its files together.
        let most: Int
        /// Whoever may not do this sends no files: the form is refused before it is read.
        let operation: OperationCode
    }

    let method: HTTPRequest.Method
    /// Parts that begin with a colon are parameters: `/persons/:person`.
    let path: String
    let access: Access
    let screen: Screen
    var upload: Upload?

    var operation: OperationCode? {
        if case .operation(let code) = access { code } else { nil }
    }

    /// What an officer has to be allowed to come in; `nil` where a log-in is enough.
    var needed: OperationCode? {
        switch access {
        case .open, .session: nil
        case .form(let code), .operation(let code): code
        }
    }
}

extension OperationDefinition {
    /// The same for one officer: an emergency access has one purpose only.
    func purpose(for officer: Principal, _ operation: OperationCode) -> Purpose {
        officer.mayInEmergency(operation) ? .maintenance : purpose(for: officer.roles)
    }

    /// The purpose under which an officer of these roles asks: whose work it is decides.
    func purpose(for roles: Set<Role>) -> Purpose {
        let own: [Purpose] =
            if roles.contains(.counter) || roles.contains(.head) {
                [.registration, .change, .benefit]
            } else if roles.contains(.payment) {
                [.benefit, .registration, .change]
            } else if roles.contains(.auditor) {
                [.audit, .maintenance, .statistics]
            } else {
                [.maintenance, .audit, .statistics]
            }
        return (own + Purpose.allCases).first { purposes.contains($0) } ?? .maintenance
    }
}
