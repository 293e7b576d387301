// SPDX-License-Identifier: Apache-2.0
public import Safeguards
import Vocabulary

/// Passes a message of the inquiry through (0320008): the elements that carry the number are
/// exchanged, every other byte stays as it came. Rows whose number is not known go on the error
/// list, the good rows go on.
public enum RelayMessage {
    public static let operation = OperationCode.convertNumbers

    /// - Throws: `RelayRefusal`, `AddresseeRefusal.notRegisteredForRequest`.
    public static func perform(
        _ bytes: [UInt8], of interface: String, _ direction: RelayDirection,
        interfaces: InquiryInterfaces, from peer: Peer, in scope: Scope
    ) throws -> RelayedMessage {
        try peer.check(.convert)
        guard let known = interfaces.interface(interface) else {
            throw RelayRefusal.interfaceNotPassed
        }
        let found = try NumberPlaces(bytes, known.form, interfaces)
        let numbers = found.places.map(\.number)
        let conversion =
            switch direction {
            case .outward: try ConvertNumbers.toIntegrated(numbers, from: peer, in: scope)
            case .inward: try ConvertNumbers.toAddressee(numbers, for: peer, in: scope)
            }
        return written(bytes, found, conversion)
    }

    private static func written(
        _ bytes: [UInt8], _ found: NumberPlaces, _ conversion: Conversion
    ) -> RelayedMessage {
        // A conversion counts the numbers; the error list counts the rows of the message.
        let problems = conversion.problems.map { problem in
            Conversion.Problem(
                row: found.places[problem.row - 1].row, number: problem.number,
                code: problem.code, message: problem.message)
        }
        let kept = Set(problems.map(\.row))
        let hasRows = found.rows.isEmpty || found.rows.indices.contains { !kept.contains($0 + 1) }
        guard !kept.contains(0), hasRows else {
            return RelayedMessage(message: nil, converted: 0, problems: problems)
        }
        var changes = conversion.converted.compactMap { number -> (Range<Int>, [UInt8])? in
            let place = found.places[number.row - 1]
            guard !kept.contains(place.row) else { return nil }
            return (place.range, Array(number.to.description.utf8))
        }
        let converted = changes.count
        changes += kept.map { (found.rows[$0 - 1], []) }
        var message: [UInt8] = []
        message.reserveCapacity(bytes.count)
        var position = 0
        for (range, new) in changes.sorted(by: { $0.0.lowerBound < $1.0.lowerBound }) {
            message += bytes[position..<range.lowerBound]
            message += new
            position = range.upperBound
        }
        message += bytes[position...]
        return RelayedMessage(message: message, converted: converted, problems: problems)
    }
}
