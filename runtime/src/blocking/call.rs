//! Calls that wait for their answer.

use super::{Client, Items, Pages};
use crate::{Answer, Call, Error, Json, Response};

impl Call<Client> {
    /// Sends the request and waits for what it answers with.
    ///
    /// # Errors
    ///
    /// Those of [`Client::execute`], and an answer that cannot be decoded.
    pub fn send<T: Response>(self) -> Result<T, Error> {
        self.send_with_answer().map(|(value, _)| value)
    }

    /// Sends the request and waits; gives the answer as it came beside what it says.
    ///
    /// # Errors
    ///
    /// Those of [`Client::execute`], and an answer that cannot be decoded.
    pub fn send_with_answer<T: Response>(self) -> Result<(T, Answer), Error> {
        let answer = self.client.execute(&self.request)?;
        let value = T::from_answer(&answer)?;
        Ok((value, answer))
    }

    /// The pages of the list, one request each.
    pub fn pages<P: Json>(self) -> Pages<P> {
        Pages::new(self.client, self.request)
    }

    /// The items of the list, over all of its pages.
    pub fn items<T: Json>(self) -> Items<T> {
        Items::new(self.client, self.request)
    }
}
