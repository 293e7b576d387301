// SPDX-License-Identifier: Apache-2.0

/// Whether a day is open at the office and at banks; the JSON of `hagukumi inspect business-day`.
///
/// Next and previous days never are the day itself; they are `nil` where the holiday table ends.
public struct BusinessDayAnswer: Hashable, Sendable {
    public let date: CivilDate
    public let bankDay: Bool
    public let officeDay: Bool
    /// Why it is closed, here or there; `nil` when both are open.
    public let reason: String?
    public let nextBankDay: CivilDate?
    public let previousBankDay: CivilDate?
    public let nextOfficeDay: CivilDate?

    /// Refused when the holiday table does not cover the year of the day.
    public init(
        _ date: CivilDate, bank: BankCalendar, office: OfficeCalendar
    ) throws(CalendarRefusal) {
        let bankClosure = try bank.closure(on: date)
        let officeClosure = try office.closure(on: date)
        self.date = date
        bankDay = bankClosure == nil
        officeDay = officeClosure == nil
        switch (bankClosure, officeClosure) {
        case (nil, nil): reason = nil
        case (let closure?, nil): reason = "銀行は\(closure)"
        case (nil, let closure?): reason = "役所は\(closure)"
        case (let bank?, let office?): reason = bank == office ? bank : "\(office)、\(bank)"
        }
        nextBankDay = try? bank.openDay(after: date)
        previousBankDay = try? bank.openDay(before: date)
        nextOfficeDay = try? office.openDay(after: date)
    }
}

extension BusinessDayAnswer: Encodable {
    private enum Key: String, CodingKey {
        case date, bankDay, officeDay, reason, nextBankDay, previousBankDay, nextOfficeDay
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(date, forKey: .date)
        try container.encode(bankDay, forKey: .bankDay)
        try container.encode(officeDay, forKey: .officeDay)
        try container.encode(reason, forKey: .reason)
        try container.encode(nextBankDay, forKey: .nextBankDay)
        try container.encode(previousBankDay, forKey: .previousBankDay)
        try container.encode(nextOfficeDay, forKey: .nextOfficeDay)
    }
}
