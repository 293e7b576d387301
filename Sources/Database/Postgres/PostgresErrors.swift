// SPDX-License-Identifier: Apache-2.0
import CPostgres
import Vocabulary

/// What an error of PostgreSQL means. Its DETAIL holds values of rows and is never taken over.
enum PostgresErrors {
    // Letters of PQresultErrorField; the header has them as character macros.
    private static let sqlState = Int32(UInt8(ascii: "C"))
    private static let primary = Int32(UInt8(ascii: "M"))
    private static let constraint = Int32(UInt8(ascii: "n"))
    private static let table = Int32(UInt8(ascii: "t"))
    private static let column = Int32(UInt8(ascii: "c"))

    static func translate(
        _ result: OpaquePointer?, _ handle: OpaquePointer, _ sql: String
    ) -> any Error {
        func field(_ code: Int32) -> String? {
            PQresultErrorField(result, code).map { String(cString: $0) }
        }
        guard PQstatus(handle) == CONNECTION_OK, let state = field(sqlState) else {
            return lost(handle)
        }
        let message = field(primary) ?? ""
        let place = [field(table), field(column)].compactMap(\.self).joined(separator: ".")
        let name = field(constraint) ?? place
        switch state {
        case "23505": return ConstraintViolation(.unique, name: name)
        case "23503": return ConstraintViolation(.foreignKey, name: name)
        case "23502": return ConstraintViolation(.notNull, name: name)
        case "23514": return ConstraintViolation(.check, name: name)
        case "HG001": return ConstraintViolation(.appendOnly, name: message)
        case "53100": return Fault(.diskFull, detail: "PostgreSQL 53100")
        case "58030": return Fault(.disk, detail: "PostgreSQL 58030")
        case "40001", "40P01", "55P03", "57014", "53300":
            return Fault(.database, detail: "PostgreSQL \(state)", isTransient: true)
        case "57P01", "57P02", "57P03":
            return Fault(.network, detail: "PostgreSQL \(state)", isTransient: true)
        default:
            if state.hasPrefix("23") { return ConstraintViolation(.other, name: name) }
            // Class 22 quotes the value that did not fit.
            let text = state.hasPrefix("22") ? "" : " " + message
            return Fault(.database, detail: "PostgreSQL \(state)\(text) [\(sql)]")
        }
    }

    /// The connection is gone.
    static func lost(_ handle: OpaquePointer) -> Fault {
        Fault(
            .network, detail: "PostgreSQL: \(String(cString: PQerrorMessage(handle)))",
            isTransient: true)
    }
}
