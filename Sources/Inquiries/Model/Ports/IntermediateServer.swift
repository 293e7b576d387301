// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// The intermediate server (中間サーバー) as System 2 uses it. Replaceable: the interface of the real one is
/// given to municipalities only, so whoever has it writes another adapter to this port.
///
/// Every call may be repeated: the number makes a second one the same inquiry.
public protocol IntermediateServer: Sendable {
    /// Takes a question; a number it knows already answers how that inquiry stands.
    /// - Throws: `ServerTrouble`.
    func register(_ message: InquiryMessage) async throws(ServerTrouble) -> InquiryState
    /// How an inquiry stands; `nil` is a number that never arrived.
    func state(of number: String) async throws(ServerTrouble) -> InquiryState?
    /// Fetches what was provided; it stays there until the server clears it.
    func result(of number: String) async throws(ServerTrouble) -> InquiryResult
    /// Stops an inquiry; one that was answered meanwhile says so.
    func withdraw(_ number: String) async throws(ServerTrouble) -> InquiryState
    /// Asks for the 符号 of a person. The server fetches the addressee data from System 2 itself (0320008);
    /// no 個人番号 is in this message.
    func requestCode(
        _ serial: String, of person: AddresseeNumber
    ) async throws(ServerTrouble) -> CodeState
    /// How a request for a 符号 stands; `nil` is a serial that never arrived.
    func codeState(of serial: String) async throws(ServerTrouble) -> CodeState?
}

/// Why a call brought no answer.
public enum ServerTrouble: Error, Sendable, Hashable {
    /// No connection, a closed service, or no answer in time: try again later.
    case outage(String)
    /// An answer that nobody can read: try again later, and tell somebody.
    case unreadable(String)
    /// The server says no, for good.
    case refused(code: String)

    /// Whether another attempt may help.
    var isTransient: Bool {
        switch self {
        case .outage, .unreadable: true
        case .refused: false
        }
    }

    /// For the log and the list of waiting work; never a value about a person.
    var words: String {
        switch self {
        case .outage(let what): "中間サーバーにつながりません（\(what)）"
        case .unreadable(let what): "中間サーバーの答えが読めません（\(what)）"
        case .refused(let code): "中間サーバーが断りました（\(code)）"
        }
    }
}
