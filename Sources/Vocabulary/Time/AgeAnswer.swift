// SPDX-License-Identifier: Apache-2.0

/// The ages and limits of a birth date; the JSON of `hagukumi inspect age`. Limits are last days,
/// as the law words them.
public struct AgeAnswer: Hashable, Sendable {
    public let born: CivilDate
    public let day: CivilDate?

    /// - Parameter day: the day that `age` and `schoolYear` are asked for.
    public init(born: CivilDate, on day: CivilDate? = nil) {
        self.born = born
        self.day = day
    }

    public var reaches6: CivilDate { AgeLaw.reaches(6, born: born) }
    public var reaches15: CivilDate { AgeLaw.reaches(15, born: born) }
    public var reaches18: CivilDate { AgeLaw.reaches(18, born: born) }
    public var preschoolUntil: CivilDate { AgeLaw.fiscalYearEnd(ofAge: 6, born: born) }
    public var juniorHighUntil: CivilDate { AgeLaw.fiscalYearEnd(ofAge: 15, born: born) }
    public var age18FiscalYearEnd: CivilDate { AgeLaw.fiscalYearEnd(ofAge: 18, born: born) }
    /// `nil` without a day and before birth.
    public var age: Int? { day.flatMap { AgeLaw.age(born: born, on: $0) } }
    /// `nil` without a day, before birth, and after the year of 高3相当.
    public var schoolYear: String? { day.flatMap { SchoolYear.text(born: born, on: $0) } }
}

extension AgeAnswer: Encodable {
    private enum Key: String, CodingKey {
        case born, reaches6, reaches15, reaches18, preschoolUntil, juniorHighUntil
        case age18FiscalYearEnd, age, schoolYear
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(born, forKey: .born)
        try container.encode(reaches6, forKey: .reaches6)
        try container.encode(reaches15, forKey: .reaches15)
        try container.encode(reaches18, forKey: .reaches18)
        try container.encode(preschoolUntil, forKey: .preschoolUntil)
        try container.encode(juniorHighUntil, forKey: .juniorHighUntil)
        try container.encode(age18FiscalYearEnd, forKey: .age18FiscalYearEnd)
        try container.encode(age, forKey: .age)
        try container.encode(schoolYear, forKey: .schoolYear)
    }
}
