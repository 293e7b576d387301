// SPDX-License-Identifier: Apache-2.0

/// A moment of recording (記録時刻): microseconds since 1970-01-01T00:00:00Z.
public struct Instant: Hashable, Comparable, Sendable, Codable {
    public let microseconds: Int64

    public init(microseconds: Int64) { self.microseconds = microseconds }

    /// Midday in Japan on a day: the moment a simulated office stamps its work.
    public init(noonInJapan day: CivilDate) {
        microseconds = (Int64(day.dayNumber) * 86_400 + 3 * 3_600) * 1_000_000
    }

    public func adding(seconds: Int64) -> Instant {
        Instant(microseconds: microseconds + seconds * 1_000_000)
    }

    /// Seconds from this moment to `other`.
    public func seconds(until other: Instant) -> Int64 {
        (other.microseconds - microseconds) / 1_000_000
    }

    /// The civil day in Japan (UTC+9 without daylight saving), whatever the machine's zone says.
    public var dayInJapan: CivilDate {
        let seconds = microseconds.flooredDivision(by: 1_000_000) + 9 * 3_600
        return CivilDate(dayNumber: Int32(seconds.flooredDivision(by: 86_400)))
    }

    /// Hour, minute and second in Japan.
    public var timeInJapan: (hour: Int, minute: Int, second: Int) {
        let seconds = microseconds.flooredDivision(by: 1_000_000) + 9 * 3_600
        let rest = Int(seconds - seconds.flooredDivision(by: 86_400) * 86_400)
        return (rest / 3_600, rest / 60 % 60, rest % 60)
    }

    /// `2025-04-01T12:00:00+09:00`.
    public var textInJapan: String {
        let time = timeInJapan
        return
            "\(dayInJapan)T\(padded(time.hour, 2)):\(padded(time.minute, 2)):\(padded(time.second, 2))+09:00"
    }

    public static func < (left: Instant, right: Instant) -> Bool {
        left.microseconds < right.microseconds
    }
}

extension Int64 {
    fileprivate func flooredDivision(by divisor: Int64) -> Int64 {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }
}

/// Where the program asks what time it is: handed in, so that a year can pass in a test.
public protocol Clock: Sendable {
    func now() -> Instant
}

extension Clock {
    /// Today in Japan.
    public func today() -> CivilDate { now().dayInJapan }
}
