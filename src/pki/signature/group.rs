//! Sums of multiples of points, for whatever curve they are on.

/// The points of a curve, with a law of addition that knows no exceptions.
pub(crate) trait Group {
    type Point: Copy;

    /// What changes nothing when it is added.
    fn neutral(&self) -> Self::Point;

    fn add(&self, p: &Self::Point, q: &Self::Point) -> Self::Point;

    /// a P + b Q, for numbers of as many limbs (Straus 1964), two bits of each at a time.
    fn sum_of_multiples(
        &self,
        (a, p): (&[u32], &Self::Point),
        (b, q): (&[u32], &Self::Point),
    ) -> Self::Point {
        // i P + j Q at 4 i + j.
        let mut sums = [self.neutral(); 16];
        for at in 1..sums.len() {
            sums[at] = match at.checked_sub(4) {
                Some(before) => self.add(&sums[before], p),
                None => self.add(&sums[at - 1], q),
            };
        }
        let mut sum = self.neutral();
        for (a, b) in a.iter().zip(b).rev() {
            for shift in (0..u32::BITS).step_by(2).rev() {
                sum = self.add(&sum, &sum);
                sum = self.add(&sum, &sum);
                let at = (a >> shift & 3) << 2 | b >> shift & 3;
                if at != 0 {
                    sum = self.add(&sum, &sums[at as usize]);
                }
            }
        }
        sum
    }
}
