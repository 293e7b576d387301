// SPDX-License-Identifier: Apache-2.0
import Testing

/// Birth date, and the days on which the law looks, computed by an independent program.
struct AgeVector: Sendable, CustomTestStringConvertible {
    let born, reaches6, preschoolUntil, reaches15, juniorHighUntil, reaches18, until18: String
    var testDescription: String { born }

    static let all: [AgeVector] = [
        AgeVector(
            born: "2008-02-29", reaches6: "2014-02-28", preschoolUntil: "2014-03-31",
            reaches15: "2023-02-28", juniorHighUntil: "2023-03-31", reaches18: "2026-02-28",
            until18: "2026-03-31"),
        AgeVector(
            born: "2008-03-01", reaches6: "2014-02-28", preschoolUntil: "2014-03-31",
            reaches15: "2023-02-28", juniorHighUntil: "2023-03-31", reaches18: "2026-02-28",
            until18: "2026-03-31"),
        AgeVector(
            born: "2008-03-31", reaches6: "2014-03-30", preschoolUntil: "2014-03-31",
            reaches15: "2023-03-30", juniorHighUntil: "2023-03-31", reaches18: "2026-03-30",
            until18: "2026-03-31"),
        AgeVector(
            born: "2008-04-01", reaches6: "2014-03-31", preschoolUntil: "2014-03-31",
            reaches15: "2023-03-31", juniorHighUntil: "2023-03-31", reaches18: "2026-03-31",
            until18: "2026-03-31"),
        AgeVector(
            born: "2008-04-02", reaches6: "2014-04-01", preschoolUntil: "2015-03-31",
            reaches15: "2023-04-01", juniorHighUntil: "2024-03-31", reaches18: "2026-04-01",
            until18: "2027-03-31"),
        AgeVector(
            born: "2008-12-31", reaches6: "2014-12-30", preschoolUntil: "2015-03-31",
            reaches15: "2023-12-30", juniorHighUntil: "2024-03-31", reaches18: "2026-12-30",
            until18: "2027-03-31"),
        AgeVector(
            born: "2009-01-01", reaches6: "2014-12-31", preschoolUntil: "2015-03-31",
            reaches15: "2023-12-31", juniorHighUntil: "2024-03-31", reaches18: "2026-12-31",
            until18: "2027-03-31"),
        AgeVector(
            born: "2020-02-29", reaches6: "2026-02-28", preschoolUntil: "2026-03-31",
            reaches15: "2035-02-28", juniorHighUntil: "2035-03-31", reaches18: "2038-02-28",
            until18: "2038-03-31"),
        AgeVector(
            born: "2020-04-01", reaches6: "2026-03-31", preschoolUntil: "2026-03-31",
            reaches15: "2035-03-31", juniorHighUntil: "2035-03-31", reaches18: "2038-03-31",
            until18: "2038-03-31"),
        AgeVector(
            born: "2020-04-02", reaches6: "2026-04-01", preschoolUntil: "2027-03-31",
            reaches15: "2035-04-01", juniorHighUntil: "2036-03-31", reaches18: "2038-04-01",
            until18: "2039-03-31"),
    ]
}
