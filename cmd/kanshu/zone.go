package main

import "time"

func loadTokyo() (*time.Location, error) { return time.LoadLocation("Asia/Tokyo") }
